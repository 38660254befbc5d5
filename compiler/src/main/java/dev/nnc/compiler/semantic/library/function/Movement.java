package dev.nnc.compiler.semantic.library.function;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Concat;
import dev.nnc.compiler.ir.op.Slice;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.Axes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Functions that put the same elements in other places. */
final class Movement {
    /** {@code reshape(x, sizes)}: the same elements of each example in the same order. */
    static final Builtin<Value> RESHAPE =
            Builtin.of("reshape", Movement::reshape, Formal.tensor("x"), Formal.of(Formal.Kind.SIZES, "sizes"));

    /** {@code flatten(x)}: all elements of each example in one axis, the last varying fastest. */
    static final Builtin<Value> FLATTEN = Builtin.of("flatten", Movement::flatten, Formal.tensor("x"));

    /** {@code transpose(x, first = -2, second = -1)}: two axes change places. */
    static final Builtin<Value> TRANSPOSE = Builtin.of(
            "transpose",
            Movement::transpose,
            Formal.tensor("x"),
            Formal.axis("first").orElse(-2),
            Formal.axis("second").orElse(-1));

    /** {@code concat(a, b, ..., axis = -1)}: one behind the other. */
    static final Builtin<Value> CONCAT = Builtin.of(
            "concat",
            Movement::concat,
            Formal.of(Formal.Kind.TENSORS, "parts"),
            Formal.axis("axis").orElse(-1));

    /**
     * {@code slice(x, from = 0, to, step = 1, axis = -1)}: the elements {@code from}, {@code from + step} and so on below
     * {@code to}; negative ends count from behind, and without {@code to} it goes on to the end.
     */
    static final Builtin<Value> SLICE = Builtin.of(
            "slice",
            Movement::slice,
            Formal.tensor("x"),
            Formal.of(Formal.Kind.INTEGER, "from").orElse(0),
            Formal.of(Formal.Kind.INTEGER, "to").optional(),
            Formal.size("step").orElse(1),
            Formal.axis("axis").orElse(-1));

    /** {@code split(x, parts, part, axis = -1)}: one of several parts of equal size, counted from 0. */
    static final Builtin<Value> SPLIT = Builtin.of(
            "split",
            Movement::split,
            Formal.tensor("x"),
            Formal.size("parts"),
            Formal.of(Formal.Kind.INTEGER, "part"),
            Formal.axis("axis").orElse(-1));

    private Movement() {}

    private static Value reshape(Call call) {
        List<Axis> axes = new ArrayList<>();
        if (call.type("x").hasBatch()) {
            axes.add(Axis.BATCH);
        }
        call.sizes("sizes").forEach(size -> axes.add(Axis.of(size)));
        return call.result(new Arithmetic(call.graph()).reshape(call.node("x"), axes));
    }

    private static Value flatten(Call call) {
        TensorType type = call.type("x");
        ShapeMismatch.require(
                type.axes().stream().noneMatch(Axis.Length.class::isInstance),
                "%s has no fixed number of elements",
                type);
        List<Axis> axes = new ArrayList<>();
        if (type.hasBatch()) {
            axes.add(Axis.BATCH);
        }
        axes.add(Axis.of((int) type.elements(1)));
        return call.result(new Arithmetic(call.graph()).reshape(call.node("x"), axes));
    }

    private static Value transpose(Call call) {
        int first = call.axis("first", call.value("x"));
        int second = call.axis("second", call.value("x"));
        List<Integer> order = new ArrayList<>(
                IntStream.range(0, call.type("x").rank()).boxed().toList());
        order.set(first, second);
        order.set(second, first);
        return call.result(new Arithmetic(call.graph()).transpose(call.node("x"), order));
    }

    private static Value concat(Call call) {
        List<Value> parts = call.values("parts");
        if (parts.isEmpty()) {
            throw call.reject("too-few-arguments", "`concat` needs at least one value");
        }
        Value widest = parts.stream()
                .filter(part -> part.type().hasBatch())
                .findFirst()
                .orElse(parts.get(0));
        int axis = call.axis("axis", widest);
        int[] nodes =
                parts.stream().mapToInt(part -> alongside(call, part, widest)).toArray();
        for (int node : nodes) {
            requireJoining(call.graph().type(nodes[0]), call.graph().type(node), axis);
        }
        return call.result(call.graph().add(new Concat(axis), nodes));
    }

    private static void requireJoining(TensorType first, TensorType other, int axis) {
        int batch = first.hasBatch() ? 1 : 0;
        ShapeMismatch.require(first.rank() > batch, "%s has no axis to join along; `reshape(1)` gives it one", first);
        ShapeMismatch.require(
                first.rank() == other.rank(), "all must have the same number of axes, unlike %s and %s", first, other);
        for (TensorType type : List.of(first, other)) {
            ShapeMismatch.require(
                    type.axis(axis) instanceof Axis.Fixed,
                    "nothing joins along axis %d of %s, whose length is each example's own",
                    axis - batch,
                    type);
        }
        ShapeMismatch.require(
                Axes.ones(first, List.of(axis)).equals(Axes.ones(other, List.of(axis))),
                "all axes but axis %d must be the same, unlike those of %s and %s",
                axis - batch,
                first,
                other);
    }

    /** A part with the batch axis if {@code other} has it: what is the same for all examples joins what is not. */
    private static int alongside(Call call, Value part, Value other) {
        if (part.type().hasBatch() || !other.type().hasBatch()) {
            return part.node();
        }
        List<Axis> axes = Axes.with(part.type().axes(), 0, Axis.BATCH);
        return new Arithmetic(call.graph()).broadcastTo(part.node(), axes);
    }

    private static Value slice(Call call) {
        int axis = call.axis("axis", call.value("x"));
        int size = fixed(call, axis);
        int from = fromStart(call.integer("from"), size);
        int to = call.has("to") ? fromStart(call.integer("to"), size) : size;
        if (from < 0 || to > size || from >= to) {
            String range = "from " + from + " to " + to;
            throw call.reject("slice-range", "a slice " + range + " does not lie in an axis of size " + size);
        }
        return call.result(call.graph().add(new Slice(axis, from, to, call.integer("step")), call.node("x")));
    }

    private static Value split(Call call) {
        int axis = call.axis("axis", call.value("x"));
        int size = fixed(call, axis);
        int parts = call.integer("parts");
        int part = fromStart(call.integer("part"), parts);
        if (size % parts != 0) {
            throw call.reject("parts", "uneven-split", "an axis of size " + size + " has no " + parts + " equal parts");
        }
        if (part < 0 || part >= parts) {
            throw call.reject("part", "out-of-range", "`part` must be below " + parts + ", not " + part);
        }
        int each = size / parts;
        return call.result(call.graph().add(new Slice(axis, part * each, (part + 1) * each, 1), call.node("x")));
    }

    private static int fromStart(int place, int size) {
        return place < 0 ? place + size : place;
    }

    private static int fixed(Call call, int axis) {
        TensorType type = call.type("x");
        ShapeMismatch.require(type.axis(axis) instanceof Axis.Fixed, "axis %s of %s has no fixed size", axis, type);
        return type.axis(axis).extent(1);
    }
}
