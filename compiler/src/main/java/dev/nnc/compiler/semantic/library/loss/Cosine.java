package dev.nnc.compiler.semantic.library.loss;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.function.Geometry;

/** {@code 1 - cosine_similarity(prediction, target, axis = -1)}: 0 where both point the same way, 2 where they oppose. */
final class Cosine {
    static final Builtin<Value> COSINE = Builtin.of(
            "cosine",
            Cosine::of,
            Formal.floats("prediction"),
            Formal.floats("target"),
            Formal.axis("axis").orElse(-1),
            Reduction.FORMAL);

    private Cosine() {}

    private static Value of(Call call) {
        Arithmetic math = new Arithmetic(call.graph());
        int prediction = call.node("prediction");
        int target = Elementwise.fitted(math, call, prediction, "target");
        int axis = call.axis("axis", call.value("prediction"));
        int similarity = Geometry.cosine(call.graph(), prediction, target, axis);
        return call.result(Reduction.of(call, math.sub(math.like(similarity, 1), similarity)));
    }
}
