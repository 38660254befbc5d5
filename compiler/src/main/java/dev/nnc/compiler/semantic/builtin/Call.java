package dev.nnc.compiler.semantic.builtin;

import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.TensorType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

/**
 * One call of a built-in: its checked arguments by the names of the formals, the graph it adds to, and what a layer may ask for.
 * An argument that was not given has its formal's fallback; asking for one that has neither is a fault of the built-in.
 */
public interface Call {
    /** The graph that is being built; new nodes carry the call's place. */
    GraphBuilder graph();

    /** Whether the graph is for training; otherwise for predicting and evaluating. */
    boolean training();

    /** The call in the source, for problems. */
    Span at();

    /** The place of an argument, or of the call when it was not written. */
    Span at(String formal);

    /** Whether there is an argument or a fallback. */
    boolean has(String formal);

    /** A tensor: {@link Formal.Kind#FLOATS}, {@code IDS}, {@code TENSOR} or {@code TRUTH}. */
    Value value(String formal);

    /** The node of {@link #value}. */
    default int node(String formal) {
        return value(formal).node();
    }

    /** The type of {@link #value}. */
    default TensorType type(String formal) {
        return value(formal).type();
    }

    /** All tensors of a {@link Formal.Kind#TENSORS}. */
    List<Value> values(String formal);

    /** A {@link Formal.Kind#SIZE} or {@code INTEGER}. */
    int integer(String formal);

    /** A {@link Formal.Kind#SIZES}. */
    List<Integer> sizes(String formal);

    /** A {@link Formal.Kind#INTEGERS} that is no word; a single number is a list of one. */
    List<Integer> integers(String formal);

    /** Whether a {@link Formal.Kind#INTEGERS} is a word, which {@link #word} gives. */
    boolean isWord(String formal);

    /** A {@link Formal.Kind#NUMBER}. */
    double number(String formal);

    /** A {@link Formal.Kind#NUMBERS}. */
    List<Double> numbers(String formal);

    /** A {@link Formal.Kind#FLAG}. */
    boolean flag(String formal);

    /** A {@link Formal.Kind#WORD} or {@code TEXT}. */
    String word(String formal);

    /**
     * A {@link Formal.Kind#AXIS} as an axis of the graph's type: the batch is counted, negative numbers and names are resolved.
     *
     * @param of the tensor whose axis is meant
     */
    int axis(String formal, Value of);

    /** {@link Formal.Kind#AXES}, as {@link #axis}, ascending. */
    List<Integer> axes(String formal, Value of);

    /** A {@link Formal.Kind#INITIAL}. */
    Initialiser initial(String formal);

    /** A {@link Formal.Kind#RATE}. */
    Rate rate(String formal);

    /**
     * A weight of the layer that is called, made at its first call and found again at later ones.
     *
     * @param leaf PyTorch's name for it, such as {@code weight}
     * @param type its logical type, without a batch
     * @param trainable whether training moves it; otherwise it is a buffer
     */
    Value weight(String leaf, TensorType type, Initialiser initial, boolean trainable);

    /**
     * Sets the buffer {@code leaf} of the layer that is called after a training step whose loss depends on a node. A layer that is
     * called several times moves its buffer as often.
     *
     * @param seen the node, which the new value is made of
     * @param next makes the buffer's next value of its present one
     */
    void update(String leaf, int seen, IntUnaryOperator next);

    /**
     * A tensor that the layer keeps from call to call, for each example, where the caller of the entry holds its state.
     *
     * @param leaf its name in the layer
     * @param type with the batch axis in front; it starts as zeros
     * @return its present value; empty where nothing is carried
     */
    Optional<Value> state(String leaf, TensorType type);

    /** Sets what {@link #state} gives at the next call. */
    void carry(String leaf, int node);

    /** Notes for later calls of the layer how many steps its sequences have. */
    void noteSteps(int steps);

    /** How many steps the layer's sequences have, when an earlier call has noted it. */
    OptionalInt notedSteps();

    /**
     * Says that the layer that is called is fitted on data before training.
     *
     * @param source the input or target that it stands on; empty when this call does not tell
     * @param axis the axis, without the batch, that has statistics of its own; -1: every element
     */
    void fit(Optional<String> source, int axis, String meanLeaf, String deviationLeaf);

    /**
     * The call that a declared layer stands for, with another input.
     *
     * @param formal a {@link Formal.Kind#LAYER}
     * @param layer what the declared layer must be a single call of
     */
    Call declared(String formal, Builtin<Value> layer, Value input);

    /** The number in the model of a random draw at this call; every graph of the model has the same one for it. */
    int draw();

    /** The call's result: a node with the call's place and name; it mixes the examples of a batch if an argument does or the batch axis is gone. */
    Value result(int node);

    /** A user's mistake at this call, to be thrown. */
    default Rejection reject(String id, String message) {
        return new Rejection(dev.nnc.compiler.diagnostics.Problem.error(id, at(), message));
    }

    /** A user's mistake at an argument, to be thrown. */
    default Rejection reject(String formal, String id, String message) {
        return new Rejection(dev.nnc.compiler.diagnostics.Problem.error(id, at(formal), message));
    }
}
