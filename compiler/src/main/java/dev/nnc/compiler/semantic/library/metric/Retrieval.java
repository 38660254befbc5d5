package dev.nnc.compiler.semantic.library.metric;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.MetricValue;
import dev.nnc.compiler.semantic.library.Axes;
import dev.nnc.compiler.semantic.library.Classes;
import java.util.List;

/**
 * How well classes are found: of the second of two classes, or of each of more, how often it was decided for rightly ({@code
 * tp}), wrongly ({@code fp}), and how often it was missed ({@code fn}).
 */
final class Retrieval {
    /** {@code tp / (tp + fp)}. */
    static final Builtin<MetricValue> PRECISION = metric("precision", "PRECISION");

    /** {@code tp / (tp + fn)}. */
    static final Builtin<MetricValue> RECALL = metric("recall", "RECALL");

    /** {@code 2 tp / (2 tp + fp + fn)}. */
    static final Builtin<MetricValue> F1 = metric("f1", "F1");

    private Retrieval() {}

    private static Builtin<MetricValue> metric(String name, String kind) {
        return Builtin.of(
                name,
                call -> new MetricValue(kind, counts(call.graph(), Decision.of(call)), List.of()),
                Decision.formals());
    }

    private static int counts(GraphBuilder graph, Decision decision) {
        Arithmetic math = new Arithmetic(graph);
        int decided = decision.decided();
        int truth = decision.truth();
        boolean many = decision.classes() > 2;
        if (many) {
            decided = oneHot(graph, decided, decision.classes());
            truth = oneHot(graph, truth, decision.classes());
        }
        int kept = many ? 1 : 0;
        int found = count(graph, math.and(decided, truth), kept);
        int wrong = count(graph, math.and(decided, math.not(truth)), kept);
        int missed = count(graph, math.and(math.not(decided), truth), kept);
        return many
                ? Statistics.interleaved(graph, found, wrong, missed)
                : Statistics.columns(graph, found, wrong, missed);
    }

    private static int count(GraphBuilder graph, int condition, int kept) {
        return Statistics.overPositions(graph, Statistics.indicator(graph, condition), kept);
    }

    private static int oneHot(GraphBuilder graph, int ids, int classes) {
        int rank = graph.type(ids).rank();
        List<Axis> axes = Axes.with(graph.type(ids).axes(), rank, Axis.of(classes));
        int like = graph.constant(0, new TensorType(DType.F32, axes));
        return Classes.hits(graph, like, ids, rank);
    }
}
