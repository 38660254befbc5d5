/** What several lessons need besides nnc. */
package dev.nnc.examples.common;
