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

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    /** Contents without tensors and metadata. */
    public Safetensors() {}

    /**
     * A tensor.
     *
     * @param shape its sizes; empty for a scalar
     * @param values its elements in row-major order, as a {@code float[]}, {@code double[]}, {@code int[]} or {@code long[]}
     */
    public record Tensor(int[] shape, Object values) {

        /** Its type in the file: F32, F64, I32 or I64. */
        public String dtype() {
            return Dtype.of(values).name();
        }

        /** Whether it holds floating-point numbers. */
        public boolean isFloating() {
            return values instanceof float[] || values instanceof double[];
        }

        /** Its elements as floats; a copy unless they are floats. */
        public float[] floats() {
            if (values instanceof float[] floats) {
                return floats;
            }
            if (values instanceof double[] doubles) {
                float[] rounded = new float[doubles.length];
                for (int i = 0; i < rounded.length; i++) {
                    rounded[i] = (float) doubles[i];
                }
                return rounded;
            }
            throw new IllegalStateException("a tensor of type " + dtype() + " holds no floating-point numbers");
        }
    }

    /** The tensors, in order; may be changed. */
    public Map<String, Tensor> tensors() {
        return tensors;
    }

    /** The metadata, in order; may be changed. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /**
     * Reads a file.
     *
     * @throws SafetensorsException when it is no safetensors file, or broken
     */
    public static Safetensors read(Path file) throws IOException {
        return new Reader(file).read();
    }

    /** Writes a file whole or not at all: to a temporary one beside it, which then takes its place. */
    public void write(Path file) throws IOException {
        new Writer(this).write(file);
    }
}
