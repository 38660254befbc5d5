/** Training from the command line: its display, and the files that it leaves behind. */
package dev.nnc.cli.training;
