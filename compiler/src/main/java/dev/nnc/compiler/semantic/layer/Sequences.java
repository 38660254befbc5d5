package dev.nnc.compiler.semantic.layer;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Value;
import java.util.List;

/**
 * An input of steps, {@code [time, features]} for each example, or one step of it, {@code [features]}, where a caller holds a state.
 *
 * @param value the input
 * @param step whether it is a single step
 */
record Sequences(Value value, boolean step) {
    /**
     * The input of a layer that works on sequences.
     *
     * @throws dev.nnc.compiler.semantic.builtin.Rejection when it is none
     */
    static Sequences of(Call call, String formal) {
        Value value = ofExamples(call, call.value(formal));
        TensorType type = value.type();
        boolean features = type.hasBatch() && type.axis(type.rank() - 1) instanceof Axis.Fixed;
        if (!features || type.rank() < 2 || type.rank() > 3) {
            throw call.reject(
                    "no-steps",
                    "this layer needs an axis of steps and one of features, as in [time, features], and `"
                            + value.label() + "` is " + value.shape());
        }
        return new Sequences(value, type.rank() == 2);
    }

    /** A sequence that is the same for every example, such as a parameter, for each of them. */
    private static Value ofExamples(Call call, Value value) {
        TensorType type = value.type();
        if (type.hasBatch() || type.rank() != 2) {
            return value;
        }
        int spread = call.graph().add(new Broadcast(type.batched().axes(), List.of(1, 2)), value.node());
        return Value.of(spread, call.graph().type(spread), value.label(), value.at());
    }

    /** How many numbers each step has. */
    int features() {
        return value.type().axis(value.type().rank() - 1).extent(1);
    }

    /** The axis of steps, of a sequence. */
    Axis steps() {
        return value.type().axis(1);
    }
}
