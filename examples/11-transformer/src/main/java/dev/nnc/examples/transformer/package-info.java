/** Text, one character after another, by attention with a cache. */
package dev.nnc.examples.transformer;
