package dev.nnc.runtime;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells whether this JVM was started with the Vector API; refers to none of its classes. */
public final class Vectors {

    /** What to start a JVM with, so that generated SIMD code runs. */
    public static final String FLAG = "--add-modules jdk.incubator.vector";

    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private Vectors() {}

    /** Whether module {@code jdk.incubator.vector} is there. */
    public static boolean available() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    /** Warns, the first time in this JVM, that a model runs through its scalar twin. */
    public static void warnScalar(String model) {
        if (WARNED.compareAndSet(false, true)) {
            Logger logger = System.getLogger("dev.nnc.runtime");
            logger.log(Level.WARNING, scalarMessage(model));
        }
    }

    static String scalarMessage(String model) {
        return model + " runs without SIMD, many times slower: this JVM was not started with " + FLAG;
    }

    /**
     * Makes sure that SIMD code can run.
     *
     * @throws IllegalStateException when the module is missing; the message names the flag
     */
    public static void require(String model) {
        if (!available()) {
            throw new IllegalStateException(requiredMessage(model));
        }
    }

    static String requiredMessage(String model) {
        return model + " was compiled to SIMD code alone, which needs the Vector API: start the JVM with " + FLAG
                + ", or compile the model with flavour = both";
    }
}
