/** Functions of pictures and signals, {@code [channels, places..]} for each example: pooling, padding, other resolutions. */
package dev.nnc.compiler.semantic.library.space;
