package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.List;
import java.util.Locale;

/**
 * Random numbers; the same ones wherever the node is used, others at each step.
 *
 * @param place the draw's number in the model, which keys its numbers together with the seed and the step
 */
public record Random(Kind kind, int place, TensorType declared) implements Op {
    /** How the numbers are distributed. */
    public enum Kind {
        /** With mean 0 and deviation 1. */
        NORMAL,
        /** Evenly in [0, 1). */
        UNIFORM
    }

    @Override
    public String name() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String attributes() {
        return "place=" + place;
    }

    @Override
    public int arity() {
        return 0;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        ShapeMismatch.require(declared.dtype() == DType.F32, "%s draws f32, not %s", name(), declared);
        return declared;
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        Tensor result = Tensor.zeros(type.shape(run.batch()));
        for (int i = 0; i < result.data().length; i++) {
            result.data()[i] = run.draws().draw(kind == Kind.NORMAL, place, i);
        }
        return result;
    }

    @Override
    public boolean isDear() {
        return true;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        return List.of();
    }
}
