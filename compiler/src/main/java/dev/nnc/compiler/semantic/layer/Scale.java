package dev.nnc.compiler.semantic.layer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;

/** {@code x * factor}, with a constant. */
public final class Scale {
    /** {@code scale(x, factor)}. */
    public static final Builtin<Value> SCALE = Builtin.of(
            "scale",
            call -> call.result(new Arithmetic(call.graph()).scale(call.node("x"), call.number("factor"))),
            Formal.floats("x"),
            Formal.number("factor"));

    private Scale() {}
}
