package dev.nnc.compiler.semantic.builtin;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.TensorType;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Shapes as users write them: {@code [28, 28]}, the batch left out. */
public final class Shapes {
    private static final Pattern TYPE = Pattern.compile("\\b(?:f32|i32|bool)\\[(?:b,?)?([^\\]]*)]");

    private Shapes() {}

    /** The shape of one example. */
    public static String text(TensorType type) {
        if (example(type).isEmpty()) {
            return "a single number";
        }
        return example(type).stream().map(Shapes::text).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String text(Axis axis) {
        return axis instanceof Axis.Length length ? length.name() + " <= " + length.max() : axis.toString();
    }

    /** A text that names the graph's types, with shapes as users write them. */
    public static String inWords(String message) {
        return TYPE.matcher(message)
                .replaceAll(type -> type.group(1).isEmpty()
                        ? "a single number"
                        : "[" + type.group(1).replace(",", ", ") + "]");
    }

    /** The axes of one example. */
    public static List<Axis> example(TensorType type) {
        return type.hasBatch() ? type.axes().subList(1, type.rank()) : type.axes();
    }
}
