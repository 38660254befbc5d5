/** Handwritten digits of 8 x 8 pixels. */
package dev.nnc.examples.digits;
