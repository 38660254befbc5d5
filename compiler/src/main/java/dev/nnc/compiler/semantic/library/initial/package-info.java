/** The initialisers: distributions whose constants are worked out from the sizes of a weight. */
package dev.nnc.compiler.semantic.library.initial;
