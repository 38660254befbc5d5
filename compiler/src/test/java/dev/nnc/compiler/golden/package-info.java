/** Tests whose cases are files: input and expected output side by side. */
package dev.nnc.compiler.golden;
