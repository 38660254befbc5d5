package dev.nnc.compiler.emit;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.DataInput;
import dev.nnc.compiler.ir.model.DataOutput;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
            return batched
                    ? elements(input.type(), one, several, true) + range + "; what lies behind its length is padding"
                    : filled(input.type(), several) + range + ", where " + lengthOf(input.type())
                            + " is how long the example is, from 1 to "
                            + input.type().shape(1)[1];
        }
        return elements(input.type(), one, several, batched) + range;
    }

    /** What an output's array, or its single value, holds. */
    static String output(DataOutput output, boolean batched) {
        String padding = hasLength(output.type()) ? ", 0 behind its length along " + lengthOf(output.type()) : "";
        return elements(output.type(), "number", "numbers", batched) + padding;
    }

    /** What an array holds that is just as long as its example. */
    static String filled(DataOutput output) {
        return filled(output.type(), "numbers");
    }

    private static String filled(TensorType type, String several) {
        String rest = IntStream.of(type.shape(1))
                .skip(2)
                .mapToObj(size -> " x " + size)
                .collect(Collectors.joining());
        return lengthOf(type) + rest + " " + several;
    }

    private static boolean hasLength(TensorType type) {
        return type.rank() > 1 && type.axis(1) instanceof Axis.Length;
    }

    private static String lengthOf(TensorType type) {
        return ((Axis.Length) type.axis(1)).name();
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
