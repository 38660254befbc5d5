/** One class for each command: its options, and the few steps that it takes. */
package dev.nnc.cli.command;
