package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * Zeros around a value and between its elements, along all axes at once.
 *
 * @param before zeros before the first element, one number an axis
 * @param after zeros behind the last
 * @param steps from one element to the next; 1 where none is between them
 */
public record ZeroPad(List<Integer> before, List<Integer> after, List<Integer> steps) implements Op {
    public ZeroPad {
        before = List.copyOf(before);
        after = List.copyOf(after);
        steps = List.copyOf(steps);
    }

    /** Whether it leaves an axis as it is. */
    public boolean keeps(int axis) {
        return before.get(axis) == 0 && after.get(axis) == 0 && steps.get(axis) == 1;
    }

    @Override
    public String name() {
        return "zero_pad";
    }

    @Override
    public String attributes() {
        return "before=" + before + ", after=" + after + ", steps=" + steps;
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        List<Axis> axes = new ArrayList<>();
        for (int axis = 0; axis < before.size(); axis++) {
            Axis own = inputs.get(0).axis(axis);
            int inner = (own.extent(1) - 1) * steps.get(axis) + 1;
            axes.add(keeps(axis) ? own : Axis.of(before.get(axis) + inner + after.get(axis)));
        }
        return inputs.get(0).withAxes(axes);
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        Tensor input = inputs.get(0);
        Tensor result = Tensor.zeros(type.shape(run.batch()));
        int[] index = new int[type.rank()];
        int[] target = new int[type.rank()];
        int at = 0;
        do {
            for (int axis = 0; axis < index.length; axis++) {
                target[axis] = before.get(axis) + index[axis] * steps.get(axis);
            }
            result.data()[result.offset(target)] = input.data()[at++];
        } while (Tensor.next(index, input.shape()));
        return result;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        throw new IllegalStateException("padding is gathered behind differentiation");
    }

    @Override
    public long flops(List<TensorType> inputs, TensorType type, int batch) {
        return 0;
    }
}
