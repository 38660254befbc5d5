package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.Weight;
import dev.nnc.compiler.semantic.builtin.Initialiser;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.semantic.builtin.Shapes;
import dev.nnc.compiler.semantic.builtin.Value;
import java.util.Optional;

/** Makes weights of layers and parameters, or finds them where they were made before. */
final class WeightMaking {
    private WeightMaking() {}

    /** A weight of the layer that is called. */
    static Value make(
            BuiltinCall call, String home, String name, TensorType type, Initialiser initial, boolean trainable) {
        Context context = call.context();
        Optional<TensorType> input = call.tensors().isEmpty()
                ? Optional.empty()
                : Optional.of(call.tensors().get(0).type());
        Span use = context.site().use().orElse(call.at());
        Weight weight = find(context, home, name, type, initial, trainable, use, input);
        return Value.of(context.tracing().leaf(weight), type, name, call.at());
    }

    /** Files of weights have entries of their own beside the weights, and comments of the generated code are single lines. */
    private static void rejectName(String name, Span use) {
        if (name.equals("__metadata__") || name.startsWith("nnc.")) {
            throw new Rejection(Problem.error(
                    "reserved-weight",
                    use,
                    "a weight cannot be called `" + name + "`: files of weights use that name"));
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new Rejection(Problem.error(
                    "weight-name", use, "the name of a weight has a line end or another control character in it"));
        }
    }

    /** The weight at a home, made when there is none. */
    static Weight find(
            Context context,
            String home,
            String name,
            TensorType type,
            Initialiser initial,
            boolean trainable,
            Span use,
            Optional<TensorType> input) {
        rejectName(name, use);
        if (type.elements(1) > Integer.MAX_VALUE || type.elements(1) < 0) {
            throw new Rejection(Problem.error(
                    "too-large",
                    use,
                    "the weight `" + name + "` of shape " + Shapes.text(type) + " has more than " + Integer.MAX_VALUE
                            + " numbers"));
        }
        Weight wanted = new Weight(name, type, trainable, initial.of(type), Tracing.origin(name, use));
        return context.tracing()
                .facts()
                .weights()
                .find(new Weights.Kept(home, wanted, use, input, context.site().rank()));
    }
}
