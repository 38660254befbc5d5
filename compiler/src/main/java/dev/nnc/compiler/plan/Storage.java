package dev.nnc.compiler.plan;

import dev.nnc.compiler.ir.model.Weight;
import java.util.List;
import java.util.Optional;

/**
 * Where the weights are in the physical array: the trainable ones first, phase by phase, then the buffers.
 *
 * @param tensors in order of declaration
 * @param phases where each phase's weights are, in order of the phases
 * @param floats length of the array
 */
public record Storage(List<Tensor> tensors, List<Moved> phases, int floats) {
    /** Of programs that see no weight for itself. */
    public static final Storage NONE = new Storage(List.of(), List.of(), 0);

    public Storage {
        tensors = List.copyOf(tensors);
        phases = List.copyOf(phases);
    }

    /** A weight's place: element {@code i} of the logical tensor is at {@code offset + sum(i[d] * strides[d])}. */
    public record Tensor(Weight weight, int offset, List<Integer> strides) {
        public Tensor {
            strides = List.copyOf(strides);
        }
    }

    /** Floats from {@code from} up to but not including {@code to}. */
    public record Range(int from, int to) {}

    /** The weights that a phase moves: all of them, and its sections one after another. */
    public record Moved(Range all, List<Range> sections) {
        public Moved {
            sections = List.copyOf(sections);
        }
    }

    /** How many floats, from the first, are trained; the others are buffers and frozen weights. */
    public int trainedFloats() {
        return phases.stream().mapToInt(moved -> moved.all().to()).max().orElse(0);
    }

    /** All floats of a tensor, padding included. */
    public Range range(Tensor tensor) {
        int to = tensors.stream()
                .mapToInt(Tensor::offset)
                .filter(offset -> offset > tensor.offset())
                .min()
                .orElse(floats);
        return new Range(tensor.offset(), to);
    }

    /** The place of a weight; empty where no weight has this name. */
    public Optional<Tensor> find(String name) {
        return tensors.stream()
                .filter(tensor -> tensor.weight().name().equals(name))
                .findFirst();
    }
}
