package dev.nnc.compiler.semantic.library.metric;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.MetricValue;
import dev.nnc.compiler.semantic.library.Classes;
import dev.nnc.compiler.semantic.library.loss.CrossEntropy;
import java.util.List;

/** The metrics of how far predictions are off. */
final class Errors {
    /** {@code mean_absolute_error(prediction, target)}: the mean of {@code |d|}. */
    static final Builtin<MetricValue> MEAN_ABSOLUTE_ERROR = regression("mean_absolute_error", call -> {
        Arithmetic math = new Arithmetic(call.graph());
        return Statistics.sumAndCount(call.graph(), "MEAN_ABSOLUTE_ERROR", math.abs(difference(call)));
    });

    /** {@code mean_squared_error(prediction, target)}: the mean of {@code d^2}. */
    static final Builtin<MetricValue> MEAN_SQUARED_ERROR =
            regression("mean_squared_error", call -> squares(call, "MEAN"));

    /** {@code rmse(prediction, target)}: the root of the mean of {@code d^2}. */
    static final Builtin<MetricValue> RMSE = regression("rmse", call -> squares(call, "RMSE"));

    /** {@code r2(prediction, target)}: 1 less the share of the target's variance that the prediction leaves. */
    static final Builtin<MetricValue> R2 = regression("r2", call -> {
        requireSame(call);
        int pairs = Statistics.interleaved(call.graph(), call.node("target"), call.node("prediction"));
        return new MetricValue("R2", pairs, List.of());
    });

    /** {@code perplexity(logits, target)}: e to the mean cross entropy. */
    static final Builtin<MetricValue> PERPLEXITY = Builtin.of(
            "perplexity",
            call -> {
                GraphBuilder graph = call.graph();
                int axis = Classes.axis(call, "logits");
                int entropy = CrossEntropy.ofIds(graph, call.node("logits"), call.node("target"), axis);
                return Statistics.sumAndCount(graph, "PERPLEXITY", entropy);
            },
            Formal.floats("logits").logits(""),
            Formal.ids("target"),
            Formal.axis("axis").orElse(-1));

    private Errors() {}

    private static Builtin<MetricValue> regression(String name, Builtin.Body<MetricValue> body) {
        return Builtin.of(name, body, Formal.floats("prediction"), Formal.floats("target"));
    }

    private static MetricValue squares(Call call, String kind) {
        int squares = new Arithmetic(call.graph()).square(difference(call));
        return Statistics.sumAndCount(call.graph(), kind, squares);
    }

    private static int difference(Call call) {
        requireSame(call);
        return new Arithmetic(call.graph()).sub(call.node("prediction"), call.node("target"));
    }

    private static void requireSame(Call call) {
        ShapeMismatch.require(
                call.type("prediction").axes().equals(call.type("target").axes())
                        && call.type("prediction").hasBatch(),
                "the prediction %s and the target %s must have one shape",
                call.type("prediction"),
                call.type("target"));
    }
}
