/** Writing files whole or not at all. */
package dev.nnc.cli.files;
