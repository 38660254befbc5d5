/** Pictures of clothes from IDX files. */
package dev.nnc.examples.fashion;
