/** Pictures: the loss over two directions of the weights, as a contour and as a surface. */
package dev.nnc.cli.plot;
