package dev.nnc.compiler.plan;

import dev.nnc.compiler.ir.model.Weight;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the weights are in the physical array: the trainable ones first, phase by phase, then the buffers. */
public final class Storage {
    /** Of programs that see no weight for itself. */
    public static final Storage NONE = new Storage(List.of(), List.of(), 0);

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final List<Moved> phases;
    private final int floats;

    /**
     * Places for weights.
     *
     * @param tensors in order of declaration
     * @param phases where each phase's weights are, in order of the phases
     * @param floats length of the array
     */
    public Storage(List<Tensor> tensors, List<Moved> phases, int floats) {
        tensors.forEach(tensor -> this.tensors.put(tensor.weight().name(), tensor));
        this.phases = List.copyOf(phases);
        this.floats = floats;
    }

    /** A weight's place: element {@code i} of the logical tensor is at {@code offset + sum(i[d] * strides[d])}. */
    public record Tensor(Weight weight, int offset, List<Integer> strides) {
        public Tensor {
            strides = List.copyOf(strides);
        }
    }

    /** Floats from {@code from} up to but not including {@code to}. */
    public record Range(int from, int to) {
        /** How many they are. */
        public int floats() {
            return to - from;
        }
    }

    /** The weights that a phase moves: all of them, and its sections one after another. */
    public record Moved(Range all, List<Range> sections) {
        public Moved {
            sections = List.copyOf(sections);
        }
    }

    /** The places of all weights, in order of declaration. */
    public List<Tensor> tensors() {
        return List.copyOf(tensors.values());
    }

    /** Where each phase's weights are, in order of the phases. */
    public List<Moved> phases() {
        return phases;
    }

    /** Length of the array. */
    public int floats() {
        return floats;
    }

    /** Where the trained floats end, behind which are buffers and frozen weights; 0 where none is trained. */
    public int trainedFloats() {
        return phases.stream()
                .map(Moved::all)
                .filter(range -> range.from() < range.to())
                .mapToInt(Range::to)
                .max()
                .orElse(0);
    }

    /** All floats of a tensor, padding included. */
    public Range range(Tensor tensor) {
        int to = tensors.values().stream()
                .mapToInt(Tensor::offset)
                .filter(offset -> offset > tensor.offset())
                .min()
                .orElse(floats);
        return new Range(tensor.offset(), to);
    }

    /** The place of a weight; empty where no weight has this name. */
    public Optional<Tensor> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }
}
