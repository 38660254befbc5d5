package dev.nnc.compiler;

/**
 * A file that the compiler wrote.
 *
 * @param path relative to the output folder, with {@code /}, such as {@code com/acme/Mlp.java}
 * @param text its content, lines end with {@code \n}
 */
public record GeneratedFile(String path, String text) {}
