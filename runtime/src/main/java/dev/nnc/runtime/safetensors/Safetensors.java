package dev.nnc.runtime.safetensors;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The contents of a safetensors file: tensors by name, and text metadata. The file is 8 bytes of header length (little-endian),
 * a JSON header, and the raw little-endian data.
 */
public final class Safetensors {

    /**
     * A tensor.
     *
     * @param shape its sizes; empty for a scalar
     * @param values its elements in row-major order, as a {@code float[]}, {@code double[]}, {@code int[]} or {@code long[]}
     */
    public record Tensor(int[] shape, Object values) {}

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    /** Contents without tensors and metadata. */
    public Safetensors() {}

    /** The tensors, in order; may be changed. */
    public Map<String, Tensor> tensors() {
        return tensors;
    }

    /** The metadata, in order; may be changed. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** Reads a file. */
    public static Safetensors read(Path file) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Writes a file whole or not at all: to a temporary one beside it, which then takes its place. */
    public void write(Path file) throws IOException {
        throw new UnsupportedOperationException();
    }
}
