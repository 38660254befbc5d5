/** From one sequence to another, with lengths and cross attention. */
package dev.nnc.examples.translate;
