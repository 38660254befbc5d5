/** Examples from files: CSV tables and IDX pictures, matched to the inputs and targets of a model. */
package dev.nnc.cli.data;
