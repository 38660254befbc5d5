package dev.nnc.compiler.semantic.layer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.Initial;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;

/** {@code x > 0 ? x : w x} with a slope that is learned, {@code torch.nn.PReLU}: {@code weight [1]}, 0.25 at the start. */
final class Prelu {
    private static final double START = 0.25;

    static final Builtin<Value> PRELU = Builtin.of(
            "prelu", Prelu::apply, Formal.floats("x"), Formal.number("init").orElse(START));

    private Prelu() {}

    private static Value apply(Call call) {
        double start = call.number("init");
        Value weight = call.weight("weight", TensorType.f32(1), type -> Initial.of(Initial.Kind.CONSTANT, start), true);
        Arithmetic math = new Arithmetic(call.graph());
        int x = call.node("x");
        return call.result(math.select(math.gt(x, math.like(x, 0)), x, math.mul(x, weight.node())));
    }
}
