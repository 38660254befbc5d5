package dev.nnc.compiler.semantic.library.space;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import java.util.Collections;
import java.util.List;

/**
 * The places of an input of channels and places, {@code [channels, places..]} for each example.
 *
 * @param value the input
 * @param sizes how many places there are along each axis
 */
public record Places(Value value, List<Integer> sizes) {
    /** What flows in. */
    public static final Formal X = Formal.floats("x");

    public Places {
        sizes = List.copyOf(sizes);
    }

    /**
     * The input of a call, {@link #X}.
     *
     * @throws dev.nnc.compiler.semantic.builtin.Rejection when it has no channels or no places, or their number is not fixed
     */
    public static Places of(Call call) {
        Value value = call.value(X.name());
        TensorType type = value.type();
        boolean fixed = type.axes().stream().skip(1).allMatch(Axis.Fixed.class::isInstance);
        if (!type.hasBatch() || type.rank() < 3 || !fixed) {
            throw call.reject(
                    "no-places",
                    "this needs channels and places, as in [channels, height, width], and `" + value.label() + "` is "
                            + value.shape());
        }
        return new Places(
                value, type.axes().stream().skip(2).map(axis -> axis.extent(1)).toList());
    }

    /** The same of an input with a number of axes of places. */
    public static Places of(Call call, int rank) {
        Places places = of(call);
        if (places.rank() != rank) {
            String wanted = rank == 1 ? "[channels, length]" : "[channels, height, width]";
            throw call.reject(
                    "no-places",
                    "this needs an input " + wanted + ", and `" + places.value.label() + "` is "
                            + places.value.shape());
        }
        return places;
    }

    /** Axes of places. */
    public int rank() {
        return sizes.size();
    }

    /** The same number for each axis of places. */
    public List<Integer> each(int number) {
        return Collections.nCopies(rank(), number);
    }

    /** How many channels. */
    public int channels() {
        return value.type().axis(1).extent(1);
    }

    /**
     * An argument with a number for each axis of places; a single number counts for all of them.
     *
     * @param least the smallest that is allowed
     */
    public List<Integer> each(Call call, String formal, int least) {
        List<Integer> given = call.integers(formal);
        for (int number : given) {
            if (number < least) {
                throw call.reject(
                        formal, "out-of-range", "`" + formal + "` must be at least " + least + ", not " + number);
            }
        }
        if (given.size() == 1) {
            return each(given.get(0));
        }
        if (given.size() != rank()) {
            throw call.reject(
                    formal,
                    "wrong-count",
                    "`" + formal + "` has " + given.size() + " numbers for " + rank() + " axes of places");
        }
        return given;
    }
}
