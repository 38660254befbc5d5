package dev.nnc.maven;

import java.nio.file.Path;

/**
 * A {@code .nn} file that was found and read.
 *
 * @param path where it is, absolute
 * @param name its place below the source folder, with {@code /}, such as {@code com/acme/mlp.nn}
 * @param packageName the package of what is generated from it, such as {@code com.acme}
 * @param text its content
 * @param digest differs whenever the bytes or the package do
 */
record ModelFile(Path path, String name, String packageName, String text, String digest) {
    /** Its name without folders, which is what generated comments call it on every machine. */
    String shortName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
