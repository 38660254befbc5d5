package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.List;

/**
 * A value that comes from outside of the graph, by name.
 *
 * @param kind where it comes from
 * @param leaf its name, unique among the leaves of a model
 * @param declared its type
 */
public record Leaf(Kind kind, String leaf, TensorType declared) implements Op {
    /** Where a leaf's value comes from. */
    public enum Kind {
        /** The caller's array for an input or a target. */
        INPUT,
        /** A trainable weight. */
        PARAMETER,
        /** A buffer, an optimizer's slot, a recurrent state: kept between calls, not trained. */
        STATE,
        /** The gradient handed to an update. */
        GRADIENT,
        /** A number of rank 0 that can change between steps: {@code rate}, {@code momentum}, {@code step} (from 1). */
        SETTING,
        /** The number of examples in this batch, of rank 0; named {@code count}. */
        COUNT
    }

    @Override
    public String name() {
        return kind.name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public String attributes() {
        return leaf;
    }

    @Override
    public int arity() {
        return 0;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        return declared;
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        return kind == Kind.COUNT ? Tensor.scalar(run.batch()) : run.leaf(leaf);
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        return List.of();
    }

    @Override
    public long flops(List<TensorType> inputs, TensorType type, int batch) {
        return 0;
    }
}
