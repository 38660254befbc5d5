/** From a {@code .nn} file to a network in this JVM: reads, compiles, and loads what the compiler wrote. */
package dev.nnc.cli.model;
