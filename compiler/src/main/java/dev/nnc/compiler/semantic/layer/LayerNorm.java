package dev.nnc.compiler.semantic.layer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.Axes;
import java.util.List;

/** Normalisations of each example along its last axis, or several, {@code torch.nn.LayerNorm} and {@code RMSNorm}. */
final class LayerNorm {
    /** {@code (x - mean) / sqrt(var + epsilon) * weight + bias}. */
    static final Builtin<Value> LAYER_NORM = Builtin.of(
            "layer_norm",
            LayerNorm::layerNorm,
            Formal.floats("x"),
            Normal.EPSILON,
            Normal.AFFINE,
            Formal.axes("axis").orElse(-1));

    /** {@code x / sqrt(mean(x * x) + epsilon) * weight}; {@code epsilon} is PyTorch's, the precision of a float. */
    static final Builtin<Value> RMS_NORM = Builtin.of(
            "rms_norm",
            LayerNorm::rmsNorm,
            Formal.floats("x"),
            Formal.number("epsilon").orElse(Math.ulp(1f) * 1.0),
            Normal.AFFINE,
            Formal.axes("axis").orElse(-1));

    private LayerNorm() {}

    private static List<Integer> axes(Call call) {
        if (Axes.ofExample(call.type("x")).isEmpty()) {
            throw call.reject("no-features", "there is nothing to normalise in a single number for each example");
        }
        List<Integer> axes = call.axes("axis", call.value("x"));
        Normal.requireFixed(call, axes);
        return axes;
    }

    private static Value layerNorm(Call call) {
        List<Integer> axes = axes(call);
        int normal = Normal.standard(call.graph(), call.node("x"), axes, Normal.epsilon(call));
        return call.result(call.flag("affine") ? Normal.affine(call, normal, axes) : normal);
    }

    private static Value rmsNorm(Call call) {
        List<Integer> axes = axes(call);
        Arithmetic math = new Arithmetic(call.graph());
        int x = call.node("x");
        int square = math.mean(math.square(x), axes, false);
        int factor = math.rsqrt(math.shift(square, Normal.epsilon(call)));
        int normal = math.mul(x, Axes.spread(call.graph(), factor, x, axes));
        return call.result(call.flag("affine") ? Normal.scaled(call, normal, axes) : normal);
    }
}
