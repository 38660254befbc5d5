package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.semantic.builtin.Value;
import java.util.ArrayList;
import java.util.List;

/** Makes a meaning the kind of tensor that is needed, where the language lets one stand for another. */
final class Coercion {
    private Coercion() {}

    /** A tensor as it is; a number becomes a tensor of rank 0. */
    static Value tensor(Meaning meaning, Span at, Context context) {
        if (meaning instanceof Meaning.Tensor tensor) {
            return tensor.value();
        }
        if (meaning instanceof Meaning.Number number) {
            double constant = Constants.real("this number", number, at);
            int node = context.tracing().graph().constant(constant, TensorType.f32());
            return Value.of(node, TensorType.f32(), at.text(), at);
        }
        throw new Rejection(Problem.error("wrong-kind", at, "this must be a tensor, not " + meaning.kind()));
    }

    /** A tensor of floats; one of two classes is 0 or 1 with an axis of size 1 behind. */
    static Value floats(Value value, Span at, Context context) {
        DType dtype = value.type().dtype();
        if (dtype == DType.F32) {
            return value;
        }
        if (dtype == DType.BOOL) {
            throw new Rejection(Problem.error("wrong-kind", at, "this is a condition, not a number")
                    .suggest("choose between numbers by `where(condition, a, b)`"));
        }
        if (value.classes() != 2) {
            throw new Rejection(Problem.error(
                            "wrong-kind",
                            at,
                            "`" + value.label() + "` holds numbers of classes, which cannot be computed with")
                    .suggest("make them rows of zeros and a one by `one_hot(" + value.label() + ", " + value.classes()
                            + ")`"));
        }
        Arithmetic math = new Arithmetic(context.tracing().graph());
        List<Axis> axes = new ArrayList<>(value.type().axes());
        axes.add(Axis.of(1));
        int node = math.reshape(math.cast(value.node(), DType.F32), axes);
        return new Value(
                node,
                context.tracing().graph().type(node),
                Value.Scale.PLAIN,
                0,
                value.source(),
                value.mixing(),
                value.label(),
                value.at());
    }

    /** A tensor of truth values. */
    static Value truth(Value value, Span at) {
        if (value.type().dtype() == DType.BOOL) {
            return value;
        }
        throw new Rejection(Problem.error("wrong-kind", at, "this must be a condition, not numbers")
                .suggest("compare them, as in `x > 0`"));
    }

    /** A tensor of class numbers. */
    static Value ids(Value value, Span at) {
        if (value.type().dtype() == DType.I32) {
            return value;
        }
        throw new Rejection(Problem.error("wrong-kind", at, "this must be numbers of classes, not floats"));
    }
}
