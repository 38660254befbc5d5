package dev.nnc.compiler.semantic.layer;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.Axes;
import java.util.List;

/** An input of channels and places, {@code [channels, places..]} for each example, PyTorch's order. */
record Channels(Value value) {
    /**
     * The input of a layer that works on channels.
     *
     * @throws dev.nnc.compiler.semantic.builtin.Rejection when it has no axis of channels
     */
    static Channels of(Call call, String formal) {
        Value value = require(call, formal);
        if (!(value.type().axis(1) instanceof Axis.Fixed)) {
            throw refuse(call, value);
        }
        return new Channels(value);
    }

    /** An input that has an axis beside the batch, and the batch. */
    static Value require(Call call, String formal) {
        Value value = call.value(formal);
        if (!value.type().hasBatch() || value.type().rank() < 2) {
            throw refuse(call, value);
        }
        return value;
    }

    private static Rejection refuse(Call call, Value value) {
        return call.reject(
                "no-channels",
                "this layer needs channels in front, as in [channels, height, width], and `" + value.label() + "` is "
                        + value.shape());
    }

    /** How many channels. */
    int count() {
        return value.type().axis(1).extent(1);
    }

    /** All axes of an example. */
    List<Integer> axes() {
        return Axes.ofExample(value.type());
    }

    /** Turns down groups into which the channels do not divide. */
    void requireGroups(Call call, String formal, int groups) {
        if (count() % groups != 0) {
            throw call.reject(formal, "uneven-groups", count() + " channels do not divide into " + groups + " groups");
        }
    }
}
