/** Tests of sources, IDX files, splits and standardization. */
package dev.nnc.runtime.data;
