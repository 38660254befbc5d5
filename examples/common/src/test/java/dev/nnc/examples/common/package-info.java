/** Tests what several lessons need. */
package dev.nnc.examples.common;
