package dev.nnc.compiler.semantic.layer;

import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Random;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;

/** Standard normal numbers in training and zeros outside of it. */
final class Noise {
    static final Builtin<Value> NOISE = Builtin.of("noise", Noise::apply, Formal.of(Formal.Kind.SIZES, "sizes"));

    private Noise() {}

    private static Value apply(Call call) {
        if (call.training()) {
            return call.result(Draws.draw(call, Random.Kind.NORMAL, "sizes"));
        }
        int[] sizes = call.sizes("sizes").stream().mapToInt(Integer::intValue).toArray();
        return call.result(call.graph().constant(0, TensorType.f32(sizes).batched()));
    }
}
