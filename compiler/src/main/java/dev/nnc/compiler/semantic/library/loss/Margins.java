package dev.nnc.compiler.semantic.library.loss;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.Axes;

/** The losses of support vector machines: {@code max(0, 1 - y * t)} where t is -1 or 1, or a target of two classes. */
final class Margins {
    /** {@code max(0, 1 - y * t)}. */
    static final Builtin<Value> HINGE = Builtin.of(
            "hinge",
            call -> call.result(Reduction.of(call, lack(call))),
            Formal.floats("prediction"),
            Formal.tensor("target"),
            Reduction.FORMAL);

    /** {@code max(0, 1 - y * t)^2}. */
    static final Builtin<Value> SQUARED_HINGE = Builtin.of(
            "squared_hinge",
            call -> call.result(Reduction.of(call, new Arithmetic(call.graph()).square(lack(call)))),
            Formal.floats("prediction"),
            Formal.tensor("target"),
            Reduction.FORMAL);

    private Margins() {}

    /** {@code max(0, 1 - y * t)}, with the slope of {@code torch.clamp}: at the border, that of the line. */
    private static int lack(Call call) {
        Arithmetic math = new Arithmetic(call.graph());
        int prediction = call.node("prediction");
        int signed = math.mul(prediction, signs(math, call, prediction));
        int missing = math.sub(math.like(signed, 1), signed);
        int zero = math.like(missing, 0);
        return math.select(math.lt(missing, zero), zero, missing);
    }

    private static int signs(Arithmetic math, Call call, int prediction) {
        if (call.type("target").dtype() != DType.I32) {
            return Elementwise.fitted(math, call, prediction, "target");
        }
        int ids = call.node("target");
        int rank = call.type("target").rank();
        int column = math.reshape(ids, Axes.with(call.type("target").axes(), rank, Axis.of(1)));
        return math.shift(math.scale(math.cast(column, DType.F32), 2), -1);
    }
}
