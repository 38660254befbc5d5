package dev.nnc.compiler.semantic.layer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Origin;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.Axes;
import dev.nnc.compiler.semantic.library.Ranges;
import dev.nnc.compiler.semantic.library.initial.Initialisers;
import java.util.List;

/** What the normalisations share: bringing numbers to mean 0 and deviation 1, and the learned scale and shift behind that. */
final class Normal {
    /** PyTorch's {@code eps} of every normalisation but one. */
    static final Formal EPSILON = Formal.number("epsilon").orElse(1e-5);

    /** Whether there are a scale and a shift. */
    static final Formal AFFINE = Formal.flag("affine").orElse(true);

    private Normal() {}

    /** {@code epsilon}, which must not be negative. */
    static double epsilon(Call call) {
        return Ranges.atLeast(call, "epsilon", 0);
    }

    /** {@code (x - mean(x)) / sqrt(var(x) + epsilon)} over axes of fixed size; the variance is that of a population. */
    static int standard(GraphBuilder graph, int x, List<Integer> axes, double epsilon) {
        Arithmetic math = new Arithmetic(graph);
        Origin layer = graph.origin();
        graph.at(layer.part("mean"));
        int mean = math.mean(x, axes, false);
        graph.at(layer.part("centered"));
        int centered = math.sub(x, Axes.spread(graph, mean, x, axes));
        graph.at(layer.part("variance"));
        int variance = math.mean(math.square(centered), axes, false);
        int factor = math.rsqrt(math.shift(variance, epsilon));
        graph.at(layer);
        return math.mul(centered, Axes.spread(graph, factor, x, axes));
    }

    /** {@code x * weight + bias} along some axes of {@code x}: weights that start as 1 and 0. */
    static int affine(Call call, int x, List<Integer> axes) {
        int scaled = scaled(call, x, axes);
        Value bias = call.weight("bias", type(call.graph(), x, axes), Initialisers.constant(0), true);
        return new Arithmetic(call.graph()).add(scaled, along(call.graph(), bias.node(), x, axes));
    }

    /** {@code x * weight} along some axes of {@code x}. */
    static int scaled(Call call, int x, List<Integer> axes) {
        Value weight = call.weight("weight", type(call.graph(), x, axes), Initialisers.constant(1), true);
        return new Arithmetic(call.graph()).mul(x, along(call.graph(), weight.node(), x, axes));
    }

    /** The type of a weight with one number for each element of some axes. */
    static TensorType type(GraphBuilder graph, int x, List<Integer> axes) {
        return TensorType.f32(axes.stream()
                .mapToInt(axis -> graph.type(x).axis(axis).extent(1))
                .toArray());
    }

    /** Repeats what has one number for each element of some axes of {@code like} along the others. */
    static int along(GraphBuilder graph, int weight, int like, List<Integer> axes) {
        return graph.add(new Broadcast(graph.type(like).axes(), axes), weight);
    }

    /** Turns down a call whose axes are not all of fixed size. */
    static void requireFixed(Call call, List<Integer> axes) {
        Value x = call.value("x");
        for (int axis : axes) {
            if (x.type().axis(axis) instanceof Axis.Length length) {
                throw call.reject(
                        "varying-size",
                        "a normalisation along the varying length `" + length.name()
                                + "` would count its padding: name another axis");
            }
        }
    }
}
