package dev.nnc.runtime;

import java.util.List;

/**
 * An output of a model: numbers, {@code size()} of them for each example.
 *
 * @param name its name in the model file
 * @param ofTarget the target whose classes it tells ({@code output p of TARGET}), or "" for none
 * @param classNames the names of that target's classes, by index; empty without a target or without names. An output of one
 *     number for two names is the probability of the second
 * @param shape the sizes of one example's axes, in logical order, without the batch; empty for one number
 */
public record OutputSpec(String name, String ofTarget, List<String> classNames, int... shape) {

    /** Copies the list and the array, so that a specification never changes. */
    public OutputSpec {
        classNames = List.copyOf(classNames);
        shape = shape.clone();
    }

    /** An output that stands for itself. */
    public static OutputSpec floats(String name, int... shape) {
        return new OutputSpec(name, "", List.of(), shape);
    }

    /** An output that tells the classes of a target. */
    public static OutputSpec of(InputSpec target, String name, int... shape) {
        return new OutputSpec(name, target.name(), target.classNames(), shape);
    }

    @Override
    public int[] shape() {
        return shape.clone();
    }

    /** How many numbers one example has. */
    public int size() {
        return Layouts.size(shape);
    }
}
