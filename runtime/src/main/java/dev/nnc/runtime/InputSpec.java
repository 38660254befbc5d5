package dev.nnc.runtime;

import java.util.List;

/**
 * An input or a target of a model.
 *
 * @param name its name in the model file
 * @param element numbers or classes
 * @param classes how many classes there are; 0 for numbers
 * @param classNames the names of the classes, by index; empty when the model file only counts them
 * @param shape the sizes of one example's axes, in logical order, without the batch; empty for one element
 */
public record InputSpec(String name, Element element, int classes, List<String> classNames, int... shape) {

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

    @Override
    public int[] shape() {
        return shape.clone();
    }

    /** How many elements one example has. */
    public int size() {
        return Layouts.size(shape);
    }
}
