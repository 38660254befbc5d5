/** Tests that the example learns. */
package dev.nnc.examples.translate;
