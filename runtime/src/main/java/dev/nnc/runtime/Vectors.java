package dev.nnc.runtime;

/** Tells whether this JVM was started with the Vector API; refers to none of its classes. */
public final class Vectors {

    /** What to start a JVM with, so that generated SIMD code runs. */
    public static final String FLAG = "--add-modules jdk.incubator.vector";

    private Vectors() {}

    /** Whether module {@code jdk.incubator.vector} is there. */
    public static boolean available() {
        throw new UnsupportedOperationException();
    }

    /** Warns once that a model runs through its scalar twin. */
    public static void warnScalar(String model) {
        throw new UnsupportedOperationException();
    }

    /** Fails with a message that names the flag, unless the module is there. */
    public static void require(String model) {
        throw new UnsupportedOperationException();
    }
}
