package dev.nnc.compiler.semantic.layer;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.Initial;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Initialiser;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.semantic.builtin.Value;

/**
 * {@code y = x W' + b} along the last axis, {@code torch.nn.Linear}: {@code weight [out, in]}, {@code bias [out]}, both uniform
 * within {@code 1 / sqrt(in)} of zero unless said otherwise.
 */
final class Dense {
    static final Builtin<Value> DENSE = Builtin.of(
            "dense",
            Dense::apply,
            Formal.floats("x"),
            Formal.size("features"),
            Formal.flag("bias").orElse(true),
            Formal.of(Formal.Kind.INITIAL, "init").optional(),
            Formal.of(Formal.Kind.INITIAL, "bias_init").optional());

    private static final String LETTERS = "tuvwxyz";

    private Dense() {}

    private static Value apply(Call call) {
        Value x = call.value("x");
        int in = inFeatures(call, x);
        int out = call.integer("features");
        if (call.has("bias_init") && !call.flag("bias")) {
            throw call.reject("bias_init", "no-bias", "`bias_init` has nothing to start: this `dense` has no bias");
        }
        double bound = 1 / Math.sqrt(in);
        Initialiser usual = type -> Initial.of(Initial.Kind.UNIFORM, -bound, bound);
        Initialiser init = call.has("init") ? call.initial("init") : usual;
        Value weight = call.weight("weight", TensorType.f32(out, in), init, true);
        Arithmetic math = new Arithmetic(call.graph());
        int product = math.contract(axes(x.type()), x.node(), weight.node());
        if (!call.flag("bias")) {
            return call.result(product);
        }
        Initialiser biasInit = call.has("bias_init") ? call.initial("bias_init") : usual;
        Value bias = call.weight("bias", TensorType.f32(out), biasInit, true);
        return call.result(math.add(product, bias.node()));
    }

    private static int inFeatures(Call call, Value x) {
        boolean single = x.type().rank() == (x.type().hasBatch() ? 1 : 0);
        Axis last = single ? Axis.BATCH : x.type().axis(x.type().rank() - 1);
        if (last instanceof Axis.Fixed fixed) {
            return fixed.size();
        }
        String wrong = single ? "is a single number for each example" : "ends with the varying length `" + last + "`";
        throw new Rejection(Problem.error(
                        "no-features", call.at(), "`dense` needs an axis of features, but `" + x.label() + "` " + wrong)
                .note(x.at(), "`" + x.label() + "` is " + x.shape()));
    }

    /** {@code bi,oi->bo}, with letters for any axes between. */
    private static String axes(TensorType x) {
        String front = (x.hasBatch() ? "b" : "") + LETTERS.substring(0, x.rank() - 1 - (x.hasBatch() ? 1 : 0));
        return front + "i,oi->" + front + "o";
    }
}
