package dev.nnc.runtime.data;

import java.io.IOException;
import java.nio.file.Path;

/** An IDX file (the format of MNIST) of unsigned bytes, plain or gzipped. */
public final class IdxFile {

    private IdxFile() {}

    /** Reads a file of at least one axis. */
    public static IdxFile read(Path file) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** The sizes of its axes; the first counts the examples. */
    public int[] shape() {
        throw new UnsupportedOperationException();
    }

    /** Its bytes as numbers 0 to 255. */
    public float[] floats() {
        throw new UnsupportedOperationException();
    }

    /** Its bytes as classes; fails when one is not below {@code classes}. */
    public int[] classes(int classes) throws IOException {
        throw new UnsupportedOperationException();
    }
}
