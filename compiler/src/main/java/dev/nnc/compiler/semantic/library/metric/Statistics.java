package dev.nnc.compiler.semantic.library.metric;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Concat;
import dev.nnc.compiler.semantic.builtin.MetricValue;
import dev.nnc.compiler.semantic.library.Axes;
import dev.nnc.compiler.semantic.library.loss.Reduction;
import java.util.Arrays;
import java.util.List;

/** Lays the statistics of each example side by side, {@code f32[b,width]}. */
final class Statistics {
    private Statistics() {}

    /** {@code {sum over the example, elements of the example}} of a value for each element. */
    static MetricValue sumAndCount(GraphBuilder graph, String kind, int values, Double... arguments) {
        int sum = Reduction.ofExamples(graph, values);
        int count = perExample(graph, Reduction.elements(graph, graph.type(values)));
        return new MetricValue(kind, columns(graph, perExample(graph, sum), count), List.of(arguments));
    }

    /** Puts {@code f32[b]} side by side. */
    static int columns(GraphBuilder graph, int... values) {
        Arithmetic math = new Arithmetic(graph);
        List<Axis> column = List.of(Axis.BATCH, Axis.of(1));
        int[] columns =
                Arrays.stream(values).map(value -> math.reshape(value, column)).toArray();
        return columns.length == 1 ? columns[0] : graph.add(new Concat(1), columns);
    }

    /** Takes one element of each tensor in turn: {@code a0, b0, c0, a1, b1, c1} of each example. */
    static int interleaved(GraphBuilder graph, int... values) {
        Arithmetic math = new Arithmetic(graph);
        TensorType type = graph.type(values[0]);
        ShapeMismatch.require(
                type.axes().stream().noneMatch(Axis.Length.class::isInstance),
                "%s has no fixed number of elements",
                type);
        int size = Math.toIntExact(type.elements(1));
        List<Axis> deep = List.of(Axis.BATCH, Axis.of(size), Axis.of(1));
        int[] parts =
                Arrays.stream(values).map(value -> math.reshape(value, deep)).toArray();
        int joined = graph.add(new Concat(2), parts);
        return math.reshape(joined, List.of(Axis.BATCH, Axis.of(size * values.length)));
    }

    /** A number as the same for every example. */
    private static int perExample(GraphBuilder graph, int x) {
        return new Arithmetic(graph).broadcastTo(x, List.of(Axis.BATCH));
    }

    /** 1 where a condition holds, elsewhere 0. */
    static int indicator(GraphBuilder graph, int condition) {
        Arithmetic math = new Arithmetic(graph);
        TensorType type = graph.type(condition).withDType(DType.F32);
        return math.select(condition, graph.constant(1, type), graph.constant(0, type));
    }

    /** Sums what lies along axes behind the batch, except the last {@code kept}, padding left out. */
    static int overPositions(GraphBuilder graph, int x, int kept) {
        List<Integer> axes = Axes.ofExample(graph.type(x));
        List<Integer> positions = axes.subList(0, axes.size() - kept);
        return new Arithmetic(graph).sum(Axes.filled(graph, x, positions, 0), positions, false);
    }
}
