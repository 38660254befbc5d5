/** A number from ten measurements. */
package dev.nnc.examples.regression;
