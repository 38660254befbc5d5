/** Tests of reading and writing safetensors files, whole and broken. */
package dev.nnc.runtime.safetensors;
