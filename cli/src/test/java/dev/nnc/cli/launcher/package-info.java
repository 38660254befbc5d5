/** Tests of {@code nnc}, the shell script in the root folder that builds the command line and runs it. */
package dev.nnc.cli.launcher;
