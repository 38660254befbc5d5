package dev.nnc.compiler.semantic.library.metric;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.op.Slice;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.MetricValue;
import dev.nnc.compiler.semantic.library.Classes;
import java.util.List;

/** {@code auc(prediction, target)}: the chance that a positive example outscores a negative one. */
final class Ranking {
    static final Builtin<MetricValue> AUC = Builtin.of("auc", Ranking::of, Decision.formals());

    private Ranking() {}

    private static MetricValue of(Call call) {
        GraphBuilder graph = call.graph();
        int score = call.node("prediction");
        int truth;
        if (Decision.isBinary(call)) {
            truth = Decision.truth(call);
        } else {
            int axis = Classes.axis(call, "prediction");
            if (call.type("prediction").axis(axis).extent(1) != 2) {
                throw call.reject("prediction", "class-count", "`auc` ranks by one number, or by those of two classes");
            }
            truth = Decision.of(call).truth();
            score = margin(graph, score, axis);
        }
        int label = Statistics.indicator(graph, truth);
        return new MetricValue("AUC", Statistics.interleaved(graph, score, label), List.of());
    }

    /** By how much the second class is ahead of the first. */
    private static int margin(GraphBuilder graph, int scores, int axis) {
        int first = graph.add(new Slice(axis, 0, 1, 1), scores);
        int second = graph.add(new Slice(axis, 1, 2, 1), scores);
        return new Arithmetic(graph).sub(second, first);
    }
}
