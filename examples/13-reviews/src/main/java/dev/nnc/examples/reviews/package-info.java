/** Is a review good or bad? Texts of any length. */
package dev.nnc.examples.reviews;
