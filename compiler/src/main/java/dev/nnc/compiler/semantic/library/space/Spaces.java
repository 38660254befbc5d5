package dev.nnc.compiler.semantic.library.space;

import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Value;
import java.util.List;

/** All functions of pictures and signals. */
public final class Spaces {
    private Spaces() {}

    /** In the order of the language reference. */
    public static List<Builtin<Value>> all() {
        return List.of(
                Pools.MAX_POOL,
                Pools.MAX_POOL1D,
                Pools.AVG_POOL,
                Pools.AVG_POOL1D,
                Globals.GLOBAL_AVG_POOL,
                Globals.GLOBAL_MAX_POOL,
                Resolution.UPSAMPLE,
                Padding.PAD,
                Resolution.PIXEL_SHUFFLE);
    }
}
