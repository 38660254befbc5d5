package dev.nnc.compiler.semantic.layer;

import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Value;
import java.util.List;

/** All layers: what has weights, buffers or a mode. */
public final class Layers {
    private Layers() {}

    /** In the order of the language reference. */
    public static List<Builtin<Value>> all() {
        return List.of(
                Dense.DENSE, Standardize.STANDARDIZE, Standardize.INVERSE, Dropout.DROPOUT, Noise.NOISE, Prelu.PRELU);
    }
}
