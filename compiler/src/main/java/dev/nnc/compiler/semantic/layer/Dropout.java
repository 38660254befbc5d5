package dev.nnc.compiler.semantic.layer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.op.Random;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.Ranges;

/** In training sets each element to zero with probability {@code p} and multiplies the others by {@code 1 / (1 - p)}; else nothing. */
final class Dropout {
    static final Builtin<Value> DROPOUT = Builtin.of(
            "dropout", Dropout::apply, Formal.floats("x"), Formal.number("p").orElse(0.5));

    private Dropout() {}

    private static Value apply(Call call) {
        double p = Ranges.share(call, "p");
        int x = call.node("x");
        if (!call.training() || p == 0) {
            return call.result(x);
        }
        Arithmetic math = new Arithmetic(call.graph());
        int draw = call.graph()
                .add(new Random(Random.Kind.UNIFORM, call.draw(), call.graph().type(x)));
        int kept = math.ge(draw, math.like(draw, p));
        return call.result(math.select(kept, math.scale(x, 1 / (1 - p)), math.like(x, 0)));
    }
}
