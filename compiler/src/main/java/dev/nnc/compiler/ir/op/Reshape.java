package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * The same elements in the same row-major order along other axes. The batch and length axes stay as they are: the fixed
 * axes between them are what is divided anew.
 */
public record Reshape(List<Axis> axes) implements Op {
    public Reshape {
        axes = List.copyOf(axes);
    }

    @Override
    public String name() {
        return "reshape";
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        TensorType input = inputs.get(0);
        TensorType result = input.withAxes(axes);
        ShapeMismatch.require(blocks(input.axes()).equals(blocks(axes)), "%s does not reshape to %s", input, result);
        return result;
    }

    /** The axes with each run of fixed ones as the number of its elements, ones of a single element left out. */
    private static List<Object> blocks(List<Axis> axes) {
        List<Object> blocks = new ArrayList<>();
        long elements = 1;
        for (Axis axis : axes) {
            if (axis instanceof Axis.Fixed fixed) {
                elements *= fixed.size();
            } else {
                blocks.add(elements);
                blocks.add(axis);
                elements = 1;
            }
        }
        blocks.add(elements);
        return blocks;
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        return new Tensor(type.shape(run.batch()), inputs.get(0).data());
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        return List.of(graph.add(new Reshape(graph.type(node.input(0)).axes()), adjoint));
    }

    @Override
    public long flops(List<TensorType> inputs, TensorType type, int batch) {
        return 0;
    }
}
