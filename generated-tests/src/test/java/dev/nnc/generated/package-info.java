/** Compiles small models in memory, and asks whether what they compute is right and everywhere the same. */
package dev.nnc.generated;
