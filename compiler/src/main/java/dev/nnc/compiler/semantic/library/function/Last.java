package dev.nnc.compiler.semantic.library.function;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Iota;
import dev.nnc.compiler.ir.op.Slice;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Lengths;
import dev.nnc.compiler.semantic.builtin.Value;
import java.util.ArrayList;
import java.util.List;

/** {@code last(x)}: the last step of each example's sequence, the first of its axes; padding is not counted. */
final class Last {
    static final Builtin<Value> LAST = Builtin.of("last", Last::last, Formal.floats("x"));

    private Last() {}

    private static Value last(Call call) {
        Value x = call.value("x");
        if (!x.type().hasBatch() || x.type().rank() < 2) {
            throw call.reject("no-steps", "`last` needs an axis of steps, and `" + x.label() + "` is " + x.shape());
        }
        Axis steps = x.type().axis(1);
        if (steps instanceof Axis.Length length) {
            return call.result(atLength(call.graph(), x.node(), length));
        }
        int size = steps.extent(1);
        List<Axis> axes = new ArrayList<>(x.type().axes());
        axes.remove(1);
        int step = call.graph().add(new Slice(1, size - 1, size, 1), x.node());
        return call.result(new Arithmetic(call.graph()).reshape(step, axes));
    }

    /** The step before each example's length, picked out of the sum over all. */
    private static int atLength(GraphBuilder graph, int x, Axis.Length steps) {
        Arithmetic math = new Arithmetic(graph);
        TensorType type = graph.type(x);
        int place = graph.add(new Iota(type, 1));
        int length = math.cast(Lengths.leaf(graph, steps), DType.F32);
        int last = graph.add(new Broadcast(type.axes(), List.of(0)), math.shift(length, -1));
        return math.sum(math.select(math.eq(place, last), x, math.like(x, 0)), List.of(1), false);
    }
}
