/** LeNet: pictures of clothes through convolutions. */
package dev.nnc.examples.lenet;
