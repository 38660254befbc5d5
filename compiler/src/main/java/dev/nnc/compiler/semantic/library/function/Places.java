package dev.nnc.compiler.semantic.library.function;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.op.ArgMax;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.Axes;
import java.util.List;

/** {@code argmax(x, axis = -1)}: the id of the largest element along an axis; of equals, the first. */
final class Places {
    static final Builtin<Value> ARGMAX = Builtin.of(
            "argmax", Places::of, Formal.floats("x"), Formal.axis("axis").orElse(-1));

    private Places() {}

    private static Value of(Call call) {
        int axis = call.axis("axis", call.value("x"));
        int filled = Axes.filled(call.graph(), call.node("x"), List.of(axis), Double.NEGATIVE_INFINITY);
        Value ids = call.result(call.graph().add(new ArgMax(axis), filled));
        Axis along = call.type("x").axis(axis);
        return new Value(
                ids.node(),
                ids.type(),
                ids.scale(),
                along.extent(1),
                ids.source(),
                ids.mixing(),
                ids.label(),
                ids.at());
    }
}
