package dev.nnc.compiler.semantic.library.loss;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.Axes;
import java.util.ArrayList;
import java.util.List;

/** How a loss of pairs of elements becomes a built-in. */
final class Elementwise {
    /** The loss of one element. */
    @FunctionalInterface
    interface Formula {
        /** Adds it for the nodes of the prediction and the target, which have one shape. */
        int apply(Arithmetic math, int prediction, int target, Call call);
    }

    private Elementwise() {}

    /** A loss of a prediction and a target of its shape. */
    static Builtin<Value> loss(String name, Formal prediction, Formula formula, Formal... parameters) {
        List<Formal> formals = new ArrayList<>(List.of(prediction, Formal.floats("target")));
        formals.addAll(List.of(parameters));
        formals.add(Reduction.FORMAL);
        return new Builtin<>(name, formals, call -> {
            Arithmetic math = new Arithmetic(call.graph());
            int predicted = call.node(prediction.name());
            int target = fitted(math, call, predicted, "target");
            return call.result(Reduction.of(call, formula.apply(math, predicted, target, call)));
        });
    }

    /** A tensor in the shape of the prediction: of its shape already, the same for all examples, or one number. */
    static int fitted(Arithmetic math, Call call, int prediction, String formal) {
        TensorType wanted = call.graph().type(prediction);
        TensorType given = call.type(formal);
        boolean fits = given.isScalar() || given.axes().equals(wanted.axes()) || isExample(given, wanted);
        ShapeMismatch.require(fits, "the prediction %s and the %s %s must have one shape", wanted, formal, given);
        return math.broadcastTo(call.node(formal), wanted.axes());
    }

    private static boolean isExample(TensorType given, TensorType wanted) {
        List<Integer> axes = Axes.ofExample(wanted);
        return !given.hasBatch()
                && given.axes().equals(axes.stream().map(wanted::axis).toList());
    }
}
