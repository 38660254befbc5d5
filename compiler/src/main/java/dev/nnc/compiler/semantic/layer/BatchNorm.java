package dev.nnc.compiler.semantic.layer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Lengths;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.Axes;
import dev.nnc.compiler.semantic.library.Ranges;
import dev.nnc.compiler.semantic.library.initial.Initialisers;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code torch.nn.BatchNorm}: brings every channel to mean 0 and deviation 1 over the batch and all places in training, and by
 * running statistics outside of it. The variance of the batch is divided by how many there are, that of the running statistics by
 * one less.
 */
final class BatchNorm {
    static final Builtin<Value> BATCH_NORM = Builtin.of(
            "batch_norm",
            BatchNorm::apply,
            Formal.floats("x"),
            Formal.number("momentum").orElse(0.1),
            Normal.EPSILON,
            Normal.AFFINE,
            Formal.axis("axis").orElse(0));

    private final Call call;
    private final GraphBuilder graph;
    private final Arithmetic math;
    private final int x;
    private final int channel;
    private final List<Integer> others = new ArrayList<>();

    private BatchNorm(Call call) {
        this.call = call;
        this.graph = call.graph();
        this.math = new Arithmetic(graph);
        this.x = call.node("x");
        this.channel = call.axis("axis", call.value("x"));
        for (int axis = 0; axis < graph.type(x).rank(); axis++) {
            if (axis != channel) {
                others.add(axis);
            }
        }
    }

    private static Value apply(Call call) {
        Channels.require(call, "x");
        Normal.requireFixed(call, List.of(call.axis("axis", call.value("x"))));
        return call.result(new BatchNorm(call).value());
    }

    private int value() {
        double momentum = Ranges.within(call, "momentum", 0, 1);
        TensorType each = Normal.type(graph, x, List.of(channel));
        Value mean = call.weight("running_mean", each, Initialisers.constant(0), false);
        Value variance = call.weight("running_var", each, Initialisers.constant(1), false);
        if (!call.training()) {
            return running(mean.node(), variance.node());
        }
        int y = ofBatch(momentum);
        return call.flag("affine") ? Normal.affine(call, y, List.of(channel)) : y;
    }

    /** {@code x * factor + shift}, both worked out for each channel once. */
    private int running(int mean, int variance) {
        int factor = factor(variance);
        int shift = math.neg(math.mul(mean, factor));
        if (call.flag("affine")) {
            TensorType each = graph.type(mean);
            int weight =
                    call.weight("weight", each, Initialisers.constant(1), true).node();
            int bias = call.weight("bias", each, Initialisers.constant(0), true).node();
            factor = math.mul(factor, weight);
            shift = math.sub(bias, math.mul(mean, factor));
        }
        return math.add(math.mul(x, wide(factor)), wide(shift));
    }

    private int ofBatch(double momentum) {
        int count = Lengths.count(graph, graph.type(x), others);
        int mean = math.div(math.sum(present(x), others, false), count);
        int centered = math.sub(x, wide(mean));
        int squares = math.sum(present(math.square(centered)), others, false);
        int variance = math.div(squares, count);
        call.update("running_mean", mean, now -> moved(now, mean, momentum));
        int fewer = math.max(math.shift(count, -1), math.scalar(1));
        call.update("running_var", variance, now -> moved(now, math.div(squares, fewer), momentum));
        return math.mul(centered, wide(factor(variance)));
    }

    private int present(int node) {
        return Axes.filled(graph, node, others, 0);
    }

    private int factor(int variance) {
        return math.rsqrt(math.shift(variance, Normal.epsilon(call)));
    }

    private int moved(int now, int seen, double momentum) {
        return math.add(math.scale(now, 1 - momentum), math.scale(seen, momentum));
    }

    private int wide(int each) {
        return Normal.along(graph, each, x, List.of(channel));
    }
}
