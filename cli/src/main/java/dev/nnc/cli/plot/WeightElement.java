package dev.nnc.cli.plot;

import dev.nnc.cli.console.UserError;
import dev.nnc.compiler.diagnostics.Suggestions;
import dev.nnc.runtime.Signature;
import dev.nnc.runtime.TensorSpec;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One number among the weights, such as {@code logit.dense.weight[0,3]}.
 *
 * @param tensor the tensor's name
 * @param index its place in the tensor, in logical order
 * @param label how it is written
 */
record WeightElement(String tensor, int index, String label) {
    private static final Pattern FORM = Pattern.compile("([^\\[\\]]+)(?:\\[([0-9, ]*)])?");

    /** Finds a number by its label; a tensor of one element needs no index. */
    static WeightElement parse(String label, Signature signature) {
        Matcher matcher = FORM.matcher(label);
        if (!matcher.matches()) {
            throw UserError.of("`" + label + "` names no weight; an example is `dense.weight[0,3]`");
        }
        List<String> names = signature.tensors().stream()
                .filter(tensor -> tensor.kind() == TensorSpec.Kind.PARAMETER)
                .map(TensorSpec::name)
                .toList();
        String name = matcher.group(1).strip();
        if (!names.contains(name)) {
            throw UserError.of(
                    "there is no weight `" + name + "`",
                    Suggestions.didYouMean(name, names).orElse("there are " + String.join(", ", names)));
        }
        TensorSpec tensor = signature.tensor(name);
        return new WeightElement(name, index(matcher.group(2), tensor), label);
    }

    private static int index(String text, TensorSpec tensor) {
        int[] shape = tensor.shape();
        if (text == null && tensor.size() == 1) {
            return 0;
        }
        String[] parts = text == null || text.isBlank() ? new String[0] : text.split(",", -1);
        int index = 0;
        boolean valid = parts.length == shape.length;
        for (int axis = 0; valid && axis < shape.length; axis++) {
            String part = parts[axis].strip();
            valid = part.matches("\\d{1,9}") && Integer.parseInt(part) < shape[axis];
            index = valid ? index * shape[axis] + Integer.parseInt(part) : 0;
        }
        if (!valid) {
            throw UserError.of("`" + tensor.name() + "` has the shape " + Arrays.toString(shape)
                    + ": each axis needs an index, from 0, within it");
        }
        return index;
    }
}
