package dev.nnc.compiler.semantic.library.metric;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.MetricValue;
import dev.nnc.compiler.semantic.library.Axes;
import dev.nnc.compiler.semantic.library.Classes;

/** The shares of right decisions. */
final class Correctness {
    /** {@code accuracy(prediction, target)}: the share of decisions that are right. */
    static final Builtin<MetricValue> ACCURACY = Builtin.of(
            "accuracy",
            call -> {
                int right = Decision.of(call).right(call.graph());
                return Statistics.sumAndCount(call.graph(), "ACCURACY", Statistics.indicator(call.graph(), right));
            },
            Decision.formals());

    /**
     * {@code top_k(prediction, target, k)}: the share of positions where fewer than {@code k} classes are ahead of the right
     * one. Ahead is what has a larger number, or the same and a smaller id; a NaN is ahead of everything.
     */
    static final Builtin<MetricValue> TOP_K = Builtin.of(
            "top_k",
            Correctness::topK,
            Formal.floats("prediction"),
            Formal.ids("target"),
            Formal.size("k"),
            Formal.axis("axis").orElse(-1));

    private Correctness() {}

    private static MetricValue topK(Call call) {
        GraphBuilder graph = call.graph();
        Arithmetic math = new Arithmetic(graph);
        int axis = Classes.axis(call, "prediction");
        int scores = call.node("prediction");
        int ids = Axes.spread(graph, call.node("target"), scores, axis);
        int own = Axes.spread(graph, Classes.pick(graph, scores, call.node("target"), axis), scores, axis);
        int notAbove = math.le(scores, own);
        int earlier = math.lt(Axes.index(graph, scores, axis, ids), ids);
        int ahead = math.or(math.not(notAbove), math.and(math.eq(scores, own), earlier));
        int rank = Axes.sum(graph, Statistics.indicator(graph, ahead), axis);
        int right = math.lt(rank, math.like(rank, call.integer("k")));
        double k = call.integer("k");
        return Statistics.sumAndCount(graph, "TOP_K", Statistics.indicator(graph, right), k);
    }
}
