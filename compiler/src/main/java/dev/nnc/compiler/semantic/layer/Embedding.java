package dev.nnc.compiler.semantic.layer;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.Initial;
import dev.nnc.compiler.ir.op.Gather;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Initialiser;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.semantic.builtin.Value;

/** {@code torch.nn.Embedding}: a row of learned numbers for each class or token; {@code weight [classes, width]}, standard normal. */
final class Embedding {
    static final Builtin<Value> EMBEDDING = Builtin.of(
            "embedding",
            Embedding::apply,
            Formal.ids("ids"),
            Formal.size("width"),
            Formal.of(Formal.Kind.INITIAL, "init").optional());

    private Embedding() {}

    private static Value apply(Call call) {
        Value ids = call.value("ids");
        if (ids.classes() == 0) {
            throw new Rejection(Problem.error(
                            "unknown-classes",
                            call.at(),
                            "how many rows `embedding` needs is not known: `" + ids.label()
                                    + "` is no input or target of classes")
                    .note(ids.at(), "it is computed here"));
        }
        Initialiser usual = type -> Initial.of(Initial.Kind.NORMAL, 0.0, 1.0);
        Initialiser init = call.has("init") ? call.initial("init") : usual;
        TensorType type = TensorType.f32(ids.classes(), call.integer("width"));
        return call.result(call.graph()
                .add(new Gather(), call.weight("weight", type, init, true).node(), ids.node()));
    }
}
