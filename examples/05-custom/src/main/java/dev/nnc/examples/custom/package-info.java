/** An activation, a loss and a block of your own. */
package dev.nnc.examples.custom;
