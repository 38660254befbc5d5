package dev.nnc.compiler.emit;

import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.DataInput;
import dev.nnc.compiler.ir.model.DataOutput;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Inputs and outputs in the words of the generated documentation. */
final class Describe {
    private Describe() {}

    /** What an input's array, or its single value, holds. */
    static String input(DataInput input, List<DataInput> all, boolean batched) {
        if (input.isLengths()) {
            String whose = batched ? " for each example" : "";
            return "its length along " + input.axis() + whose + ", from 1 to " + input.classes();
        }
        boolean numbers = input.classes() == 0;
        String one = numbers ? "number" : "class";
        String several = numbers ? "numbers" : "classes";
        String range = numbers ? "" : ", from 0 to " + (input.classes() - 1);
        if (OwnLength.of(input, all).isPresent()) {
            String padding = "; what lies behind its length is padding";
            return batched
                    ? elements(input.type(), one, several, true) + range + padding
                    : "up to " + elements(input.type(), one, several, false) + range;
        }
        return elements(input.type(), one, several, batched) + range;
    }

    /** What an output's array, or its single value, holds. */
    static String output(DataOutput output, boolean batched) {
        return elements(output.type(), "number", "numbers", batched);
    }

    private static String elements(TensorType type, String one, String several, boolean batched) {
        int size = DataNames.size(type);
        String shape = shape(type);
        String axes = shape.contains("x") ? " (" + shape + ")" : "";
        String elements = size == 1 ? "a " + one : size + " " + several;
        return elements + axes + (batched ? " for each example" : "");
    }

    /** The sizes of one example, such as {@code 3 x 32 x 32}. */
    static String shape(TensorType type) {
        int[] shape = type.shape(1);
        return Arrays.stream(shape, 1, shape.length).mapToObj(Integer::toString).collect(Collectors.joining(" x "));
    }
}
