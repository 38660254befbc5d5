/** Reading and writing safetensors files, the format in which weights and checkpoints are kept. */
package dev.nnc.runtime.safetensors;
