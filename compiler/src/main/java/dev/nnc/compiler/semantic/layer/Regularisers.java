package dev.nnc.compiler.semantic.layer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Random;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.Ranges;
import java.util.List;

/** Layers that disturb their input in training, more coarsely than {@code dropout} or by adding to it, and do nothing outside. */
final class Regularisers {
    /** {@code torch.nn.Dropout2d}: whole channels become zero with probability {@code p}, the others grow by {@code 1 / (1 - p)}. */
    static final Builtin<Value> SPATIAL_DROPOUT = Builtin.of(
            "spatial_dropout",
            call -> dropped(call, Channels.of(call, "x").count()),
            Formal.floats("x"),
            Formal.number("p").orElse(0.5));

    /** Stochastic depth: the same for whole examples, to be put at the end of a residual branch. */
    static final Builtin<Value> DROP_PATH = Builtin.of(
            "drop_path",
            call -> dropped(call, 1),
            Formal.floats("x"),
            Formal.number("p").orElse(0.1));

    /** {@code x + deviation * n} with standard normal numbers n. */
    static final Builtin<Value> GAUSSIAN_NOISE = Builtin.of(
            "gaussian_noise",
            Regularisers::noisy,
            Formal.floats("x"),
            Formal.number("deviation").orElse(0.1));

    private Regularisers() {}

    /** Drops parts of each example, {@code parts} of them, which are its channels or its whole. */
    private static Value dropped(Call call, int parts) {
        double p = Ranges.share(call, "p");
        int x = Channels.require(call, "x").node();
        if (!call.training() || p == 0) {
            return call.result(x);
        }
        Arithmetic math = new Arithmetic(call.graph());
        TensorType type = call.type("x");
        TensorType each = type.withAxes(parts == 1 ? List.of(Axis.BATCH) : List.of(Axis.BATCH, Axis.of(parts)));
        int draw = call.graph().add(new Random(Random.Kind.UNIFORM, call.draw(), each));
        List<Integer> places = parts == 1 ? List.of(0) : List.of(0, 1);
        int wide = call.graph().add(new Broadcast(type.axes(), places), draw);
        int kept = math.ge(wide, math.like(wide, p));
        return call.result(math.select(kept, math.scale(x, 1 / (1 - p)), math.like(x, 0)));
    }

    private static Value noisy(Call call) {
        double deviation = Ranges.atLeast(call, "deviation", 0);
        int x = Channels.require(call, "x").node();
        if (!call.training() || deviation == 0) {
            return call.result(x);
        }
        Arithmetic math = new Arithmetic(call.graph());
        int draw = call.graph().add(new Random(Random.Kind.NORMAL, call.draw(), call.type("x")));
        return call.result(math.add(x, math.scale(draw, deviation)));
    }
}
