package dev.nnc.compiler.ir.model;

import dev.nnc.compiler.ir.TensorType;
import java.util.List;

/**
 * An input or a target: what the caller passes for each example.
 *
 * @param type with the batch axis in front; {@code I32} for classes and tokens; the leaf in the graphs has this name and
 *     type. A two-class target {@code class(a, b)} is {@code i32[b]}.
 * @param classes how many classes, 0 for numbers
 * @param classNames names of the classes, empty where they have none
 */
public record DataInput(String name, TensorType type, int classes, List<String> classNames) {
    public DataInput {
        classNames = List.copyOf(classNames);
    }
}
