package dev.nnc.compiler.semantic.library.metric;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.ArgMax;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.Axes;
import dev.nnc.compiler.semantic.library.Classes;

/**
 * What a prediction decides for, and what is true. One number for a yes or no decides for yes above 0, or above 1/2 when it is
 * a probability; one number a class decides for the largest.
 *
 * @param classes how many classes there are; 2 for yes and no
 * @param decided the class decided for at each position, {@code i32}; or for two classes, whether it is the second, {@code bool}
 * @param truth the same of the target
 */
record Decision(int classes, int decided, int truth) {
    /** What a metric of decisions takes. */
    static Formal[] formals(Formal... more) {
        Formal[] formals = new Formal[more.length + 3];
        formals[0] = Formal.floats("prediction");
        formals[1] = Formal.tensor("target");
        System.arraycopy(more, 0, formals, 2, more.length);
        formals[more.length + 2] = Formal.axis("axis").orElse(-1);
        return formals;
    }

    /** Reads the decision of a call. */
    static Decision of(Call call) {
        GraphBuilder graph = call.graph();
        if (isBinary(call)) {
            return new Decision(2, yes(call), truth(call));
        }
        int axis = Classes.axis(call, "prediction");
        int classes = call.type("prediction").axis(axis).extent(1);
        int decided = graph.add(new ArgMax(axis), call.node("prediction"));
        if (classes > 2) {
            return new Decision(classes, decided, call.node("target"));
        }
        return new Decision(2, isSecond(graph, decided), isSecond(graph, call.node("target")));
    }

    private static int isSecond(GraphBuilder graph, int ids) {
        Arithmetic math = new Arithmetic(graph);
        return math.eq(ids, math.like(ids, 1));
    }

    /** Whether the prediction has one number for each decision. */
    static boolean isBinary(Call call) {
        TensorType prediction = call.type("prediction");
        TensorType target = call.type("target");
        boolean single = target.dtype() != DType.I32 || target.axes().equals(prediction.axes());
        return single
                || call.value("target").classes() == 2
                        && prediction.axes().equals(column(target).axes());
    }

    private static TensorType column(TensorType ids) {
        return ids.withAxes(Axes.with(ids.axes(), ids.rank(), Axis.of(1)));
    }

    private static int yes(Call call) {
        Arithmetic math = new Arithmetic(call.graph());
        int prediction = call.node("prediction");
        boolean probability = call.value("prediction").scale() == Value.Scale.PROBABILITIES;
        return math.gt(prediction, math.like(prediction, probability ? 0.5 : 0));
    }

    /** Whether the target says yes, in the shape of the prediction. */
    static int truth(Call call) {
        GraphBuilder graph = call.graph();
        Arithmetic math = new Arithmetic(graph);
        TensorType prediction = call.type("prediction");
        TensorType target = call.type("target");
        if (target.dtype() == DType.I32) {
            return isSecond(graph, math.reshape(call.node("target"), prediction.axes()));
        }
        ShapeMismatch.require(
                target.axes().equals(prediction.axes()),
                "the prediction %s and the target %s must have one shape",
                prediction,
                target);
        return math.gt(call.node("target"), math.like(call.node("target"), 0.5));
    }

    /** Whether the decision is right at each position. */
    int right(GraphBuilder graph) {
        Arithmetic math = new Arithmetic(graph);
        if (classes > 2) {
            return math.eq(decided, truth);
        }
        return math.or(math.and(decided, truth), math.and(math.not(decided), math.not(truth)));
    }
}
