package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.List;

/**
 * Evenly distributed numbers in [0, 1): one of the two words that the cipher makes for each element of a draw.
 *
 * @param place the draw's number in the model
 * @param word 0 or 1
 */
public record RandomWord(int place, int word, TensorType declared) implements Op {
    @Override
    public String name() {
        return "uniform";
    }

    @Override
    public String attributes() {
        return "place=" + place + ", word=" + word;
    }

    @Override
    public int arity() {
        return 0;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        ShapeMismatch.require(inputs.isEmpty(), "%s takes nothing", name());
        return declared;
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        throw new CompilerBug("a word of a draw has no meaning of its own");
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
