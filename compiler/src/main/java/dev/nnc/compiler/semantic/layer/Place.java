package dev.nnc.compiler.semantic.layer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.semantic.builtin.Call;
import java.util.OptionalInt;

/** The place of a single step in its sequence, which is part of the state that a caller holds. */
final class Place {
    private static final String LEAF = "position";

    private Place() {}

    /**
     * The place of this step, from 0, {@code f32[b]}; the next step's is one more.
     *
     * @throws dev.nnc.compiler.semantic.builtin.Rejection when there is no state to keep it in
     */
    static int of(Call call) {
        int place = call.state(LEAF, TensorType.f32().batched())
                .orElseThrow(() -> call.reject(
                        "no-steps",
                        "a single step has no place in a sequence here: use this layer in an entry, with its `state`"))
                .node();
        call.carry(LEAF, new Arithmetic(call.graph()).shift(place, 1));
        return place;
    }

    /**
     * How many steps the sequences have for which the layer was trained.
     *
     * @throws dev.nnc.compiler.semantic.builtin.Rejection when no sequence has gone through it
     */
    static int steps(Call call) {
        OptionalInt steps = call.notedSteps();
        if (steps.isEmpty()) {
            throw call.reject(
                    "no-steps", "no sequence goes through this layer in the model, so its longest is not known");
        }
        return steps.getAsInt();
    }
}
