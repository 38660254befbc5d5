package dev.nnc.compiler.ir;

import java.util.List;

/**
 * A primitive operator: one record in one file that answers for itself.
 *
 * <p>Equal operators on equal inputs are the same value, so an operator is a record of its attributes.
 */
public interface Op {
    /** Stands for the gradient of an input that has none (ids, comparisons, constants). */
    int NO_GRADIENT = -1;

    /** Stands for any number of inputs. */
    int ANY_ARITY = -1;

    /** The mnemonic in the text form, such as {@code add}. */
    String name();

    /** The attributes in the text form, such as {@code axes=1}; empty where there are none. */
    default String attributes() {
        return "";
    }

    /** The number of inputs, or {@link #ANY_ARITY}. */
    int arity();

    /**
     * The shape rule.
     *
     * @throws ShapeMismatch when the operator does not take these types; the message says why, in shapes
     */
    TensorType type(List<TensorType> inputs);

    /**
     * The reference meaning, in plain double loops. Nothing else in the compiler computes values.
     *
     * @param inputs values of the inputs, in order
     * @param type the result's type
     * @param run the batch, the leaves' values and the random draws of this evaluation
     */
    Tensor evaluate(List<Tensor> inputs, TensorType type, Run run);

    /**
     * The gradient: adds to {@code graph} what computes d loss / d input for each input.
     *
     * @param node this operator's node in {@code graph}
     * @param adjoint id of d loss / d node, of the node's type
     * @return one id an input, of the input's type, or {@link #NO_GRADIENT}
     */
    List<Integer> gradient(GraphBuilder graph, Node node, int adjoint);

    /** Floating point operations with {@code batch} examples in the batch; a multiply-add counts two. */
    default long flops(List<TensorType> inputs, TensorType type, int batch) {
        return type.elements(batch);
    }

    /** Whether an element takes many more instructions to compute again than to load; then it is kept for a later reader. */
    default boolean isDear() {
        return false;
    }
}
