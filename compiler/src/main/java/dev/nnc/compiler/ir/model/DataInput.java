package dev.nnc.compiler.ir.model;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An input or a target: what the caller passes for each example.
 *
 * @param type with the batch axis in front; {@code I32} for classes, tokens and lengths; the leaf in the graphs has this name
 *     and type. A two-class target {@code class(a, b)} is {@code i32[b]}.
 * @param classes how many classes, 0 for numbers; of lengths, the longest
 * @param classNames names of the classes, empty where they have none
 */
public record DataInput(String name, TensorType type, int classes, List<String> classNames) {
    /** What follows the name of an axis in the name of its lengths; no name of the language holds a space. */
    private static final String LENGTHS = " lengths";

    public DataInput {
        classNames = List.copyOf(classNames);
    }

    /** The name of the leaf that holds each example's length along an axis. */
    public static String lengthsOf(Axis.Length axis) {
        return axis.name() + LENGTHS;
    }

    private static DataInput lengths(Axis.Length axis) {
        return new DataInput(lengthsOf(axis), new TensorType(DType.I32, List.of(Axis.BATCH)), axis.max(), List.of());
    }

    /** Whether it holds each example's length along an axis. */
    public boolean isLengths() {
        return name.endsWith(LENGTHS);
    }

    /** The name of the axis that these lengths are of. */
    public String axis() {
        return name.substring(0, name.length() - LENGTHS.length());
    }

    /**
     * Inputs, with the lengths of each axis behind the first that has the axis.
     *
     * @param known names of lengths that are there already
     */
    public static List<DataInput> withLengths(List<DataInput> inputs, List<DataInput> known) {
        List<DataInput> all = new ArrayList<>();
        Set<String> present = new LinkedHashSet<>();
        known.forEach(input -> present.add(input.name()));
        for (DataInput input : inputs) {
            all.add(input);
            for (Axis axis : input.type().axes()) {
                if (axis instanceof Axis.Length length && present.add(lengthsOf(length))) {
                    all.add(lengths(length));
                }
            }
        }
        return all;
    }
}
