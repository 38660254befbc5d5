/** A residual network for pictures of clothes. */
package dev.nnc.examples.resnet;
