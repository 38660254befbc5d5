/** One neuron that tells benign from malignant tumours. */
package dev.nnc.examples.perceptron;
