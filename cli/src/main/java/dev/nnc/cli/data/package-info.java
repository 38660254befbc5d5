/** Examples from files: tables, texts and pictures, matched to the inputs and targets of a model. */
package dev.nnc.cli.data;
