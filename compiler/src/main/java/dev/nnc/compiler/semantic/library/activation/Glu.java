package dev.nnc.compiler.semantic.library.activation;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.op.Slice;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;

/** {@code glu(x, axis = -1) = a * sigmoid(b)}, where a and b are the halves of x along the axis (Dauphin and others, 2017). */
final class Glu {
    static final Builtin<Value> GLU =
            Builtin.of("glu", Glu::of, Formal.floats("x"), Formal.axis("axis").orElse(-1));

    private Glu() {}

    private static Value of(Call call) {
        int axis = call.axis("axis", call.value("x"));
        if (!(call.type("x").axis(axis) instanceof Axis.Fixed fixed) || fixed.size() % 2 != 0) {
            String size = call.type("x").axis(axis).toString();
            throw call.reject("odd-axis", "`glu` halves an axis of an even size, not of " + size);
        }
        int half = fixed.size() / 2;
        Arithmetic math = new Arithmetic(call.graph());
        int value = call.graph().add(new Slice(axis, 0, half, 1), call.node("x"));
        int gate = call.graph().add(new Slice(axis, half, 2 * half, 1), call.node("x"));
        return call.result(math.mul(value, math.sigmoid(gate)));
    }
}
