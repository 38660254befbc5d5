package dev.nnc.compiler.emit;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.model.DataInput;
import java.util.List;
import java.util.Optional;

/**
 * The length that each example of an input has for itself along its first axis: the example fills the beginning of its place,
 * and the rest is padding.
 *
 * @param lengths the input that holds the lengths
 * @param stride elements of each place along the axis
 * @param max places along the axis
 */
record OwnLength(DataInput lengths, int stride, int max) {
    /** The own length of an input; empty where its first axis has none, or a call takes no lengths of it. */
    static Optional<OwnLength> of(DataInput input, List<DataInput> inputs) {
        if (input.type().rank() < 2 || !(input.type().axis(1) instanceof Axis.Length axis)) {
            return Optional.empty();
        }
        int stride = DataNames.size(input.type()) / axis.max();
        return inputs.stream()
                .filter(other -> other.name().equals(DataInput.lengthsOf(axis)))
                .map(lengths -> new OwnLength(lengths, stride, axis.max()))
                .findFirst();
    }
}
