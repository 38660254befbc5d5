/** Pictures from a variational autoencoder. */
package dev.nnc.examples.vae;
