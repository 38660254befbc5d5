/** Tests of reading data files. */
package dev.nnc.cli.data;
