package dev.nnc.compiler.emit;

import com.palantir.javapoet.CodeBlock;
import dev.nnc.compiler.ir.model.DataInput;
import dev.nnc.compiler.ir.model.DataOutput;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.ir.model.Weight;
import dev.nnc.compiler.loops.program.LoweredModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The model at a glance, as the documentation of its class. */
final class ModelDocumentation {
    private static final int MOST_WEIGHTS = 48;

    private final Model model;
    private final FileHeader header;

    ModelDocumentation(LoweredModel lowered, FileHeader header) {
        this.model = lowered.model();
        this.header = header;
    }

    CodeBlock write() {
        CodeBlock.Builder doc = CodeBlock.builder();
        doc.add(Comments.javadoc(List.of("{@code " + model.name() + "} from {@code " + header.file()
                + "}: its weights, and what it predicts with them.")));
        doc.add("\n<pre>{@code\n");
        rows().forEach(row -> Comments.wrap(row, Comments.WIDTH - 3).forEach(line -> doc.add("$L\n", line)));
        doc.add("}</pre>\n");
        doc.add("\nAn instance is for one thread at a time; {@link #share} makes another on the same weights.\n");
        return doc.build();
    }

    private List<String> rows() {
        List<String> rows = new ArrayList<>();
        rows.addAll(inputs("input   ", model.inputs()));
        rows.addAll(inputs("target  ", model.targets()));
        model.outputs().forEach(output -> rows.add("output  " + output(output)));
        rows.add("");
        model.weights().stream().limit(MOST_WEIGHTS).forEach(weight -> rows.add(weight(weight)));
        if (model.weights().size() > MOST_WEIGHTS) {
            rows.add("and " + (model.weights().size() - MOST_WEIGHTS) + " more");
        }
        rows.add("");
        rows.add(total());
        return rows;
    }

    private String total() {
        long parameters = model.weights().stream()
                .filter(Weight::trainable)
                .mapToLong(weight -> weight.type().elements(1))
                .sum();
        return String.format(Locale.ROOT, "%,d parameters", parameters);
    }

    private static List<String> inputs(String kind, List<DataInput> inputs) {
        return inputs.stream()
                .filter(input -> !input.isLengths())
                .map(input -> kind + input(input))
                .toList();
    }

    private static String input(DataInput input) {
        String shape = input.type().axes().stream()
                .skip(1)
                .map(axis -> axis.toString().replace("<=", " <= "))
                .collect(Collectors.joining(", "));
        String element = input.classes() > 0 ? "class(" + input.classes() + ")" : "float";
        return input.name() + ": " + element + (shape.isEmpty() ? "" : "[" + shape + "]");
    }

    private static String output(DataOutput output) {
        String shape = Describe.shape(output.type()).replace(" x ", ", ");
        String target = output.target().isEmpty() ? "" : " of " + output.target();
        return output.name() + target + ": float" + (shape.isEmpty() ? "" : "[" + shape + "]");
    }

    private static String weight(Weight weight) {
        String buffer = weight.trainable() ? "" : "  (kept, not trained)";
        return weight.name() + " " + Arrays.toString(weight.type().shape(1)) + buffer;
    }
}
