/** How the command line speaks: data on the one stream, talk on the other, and the exit codes. */
package dev.nnc.cli.console;
