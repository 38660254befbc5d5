/** What a model is made of: values, shapes, parameters, flops and memory. */
package dev.nnc.cli.summary;
