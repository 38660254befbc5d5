/** Tests of the plugin's parts; whole builds are in {@code src/it}. */
package dev.nnc.maven;
