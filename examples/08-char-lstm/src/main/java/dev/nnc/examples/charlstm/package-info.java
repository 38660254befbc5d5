/** Text, one character after another, by a recurrent layer. */
package dev.nnc.examples.charlstm;
