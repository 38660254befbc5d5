package dev.nnc.compiler.semantic.builtin;

import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.ir.TensorType;
import java.util.Optional;

/**
 * A tensor in the graph that is being built, and what the checks know of it.
 *
 * @param node its id in the graph
 * @param type its type, the batch axis in front where each example has its own
 * @param scale what its numbers stand for
 * @param classes how many classes its ids tell apart; 0 when it holds no ids
 * @param source the input or target that this is, unchanged
 * @param mixing where the examples of a batch were mixed, when it depends on more than one of them
 * @param label what people call it, such as {@code logits} or {@code softmax}
 * @param at where it was computed
 */
public record Value(
        int node,
        TensorType type,
        Scale scale,
        int classes,
        Optional<String> source,
        Optional<Span> mixing,
        String label,
        Span at) {
    /** What the numbers of a value stand for. */
    public enum Scale {
        /** Any numbers. */
        PLAIN,
        /** The result of a softmax or a sigmoid. */
        PROBABILITIES,
        /** The result of a log_softmax or a log_sigmoid. */
        LOG_PROBABILITIES
    }

    /** A plain value. */
    public static Value of(int node, TensorType type, String label, Span at) {
        return new Value(node, type, Scale.PLAIN, 0, Optional.empty(), Optional.empty(), label, at);
    }

    /** The same value on another scale. */
    public Value withScale(Scale other) {
        return new Value(node, type, other, classes, source, mixing, label, at);
    }

    /** The same value as it is known at another place. */
    public Value named(String other, Span place) {
        return new Value(node, type, scale, classes, source, mixing, other, place);
    }

    /** Its shape as users write it: without the batch. */
    public String shape() {
        return Shapes.text(type);
    }

    /** The same value, known to depend on several examples since this place. */
    public Value withMixing(Optional<Span> place) {
        return new Value(node, type, scale, classes, source, place, label, at);
    }

    /** The same value as an input or target. */
    public Value asSource(String input, int classCount) {
        return new Value(node, type, scale, classCount, Optional.of(input), mixing, label, at);
    }
}
