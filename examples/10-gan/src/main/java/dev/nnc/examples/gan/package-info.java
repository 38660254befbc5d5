/** Pictures from two networks that play against each other. */
package dev.nnc.examples.gan;
