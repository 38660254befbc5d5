/** Where things are and what belongs together: layouts, regions, schedule and memory; no kernel is shaped here. */
package dev.nnc.compiler.plan;
