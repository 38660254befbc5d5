/** The command line: arguments in, files and exit codes out. */
package dev.nnc.cli;
