/** From a graph to the same graph with gradients: reverse mode, once, when a model is compiled. */
package dev.nnc.compiler.autodiff;
