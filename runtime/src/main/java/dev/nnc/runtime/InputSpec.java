package dev.nnc.runtime;

import java.util.List;

/**
 * An input or a target of a model.
 *
 * @param name its name in the model file
 * @param element numbers, classes, or the lengths of another input's examples
 * @param classes how many classes there are; 0 for numbers; of lengths, the longest
 * @param classNames the names of the classes, by index; empty when the model file only counts them
 * @param shape the sizes of one example's axes, in logical order, without the batch; empty for one element
 */
public record InputSpec(String name, Element element, int classes, List<String> classNames, int... shape) {

    private static final String LENGTHS = " lengths";

    /** Copies the list and the array, so that a specification never changes. */
    public InputSpec {
        classNames = List.copyOf(classNames);
        shape = shape.clone();
    }

    /** An input of numbers. */
    public static InputSpec floats(String name, int... shape) {
        return new InputSpec(name, Element.FLOAT, 0, List.of(), shape);
    }

    /** An input of class indices {@code 0 .. classes - 1}. */
    public static InputSpec classes(String name, int classes, int... shape) {
        return new InputSpec(name, Element.CLASS, classes, List.of(), shape);
    }

    /** An input of classes that have names. */
    public static InputSpec classes(String name, List<String> classNames, int... shape) {
        return new InputSpec(name, Element.CLASS, classNames.size(), classNames, shape);
    }

    /** The lengths from 1 to {@code longest} that the examples of another input have along an axis; called {@code T lengths}. */
    public static InputSpec lengths(String axis, int longest) {
        return new InputSpec(axis + LENGTHS, Element.LENGTH, longest, List.of());
    }

    /** The name of the axis that lengths are of. */
    public String axis() {
        return name.substring(0, name.length() - LENGTHS.length());
    }

    @Override
    public int[] shape() {
        return shape.clone();
    }

    /** How many elements one example has. */
    public int size() {
        return Layouts.size(shape);
    }
}
