/** Gradients against central differences, and the rules of reverse mode. */
package dev.nnc.compiler.autodiff;
