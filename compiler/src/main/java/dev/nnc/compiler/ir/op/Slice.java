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
 * Elements {@code from}, {@code from + step}, ... below {@code to} of one fixed axis.
 *
 * @param from from 0
 * @param to the first that is left out
 * @param step at least 1
 */
public record Slice(int axis, int from, int to, int step) implements Op {
    @Override
    public String name() {
        return "slice";
    }

    @Override
    public String attributes() {
        return "axis=" + axis + ", from=" + from + ", to=" + to + ", step=" + step;
    }

    @Override
    public int arity() {
        return 1;
    }

    /** Elements that are taken. */
    public int count() {
        return (to - from + step - 1) / step;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        TensorType input = inputs.get(0);
        int size = FixedAxes.size(name(), input, axis);
        ShapeMismatch.require(
                0 <= from && from < to && to <= size && step >= 1,
                "slice %d to %d by %d does not lie in axis %d of %s",
                from,
                to,
                step,
                axis,
                input);
        return FixedAxes.resize(input, axis, count());
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        Tensor result = Tensor.zeros(type.shape(run.batch()));
        int[] index = new int[type.rank()];
        int at = 0;
        do {
            int[] source = index.clone();
            source[axis] = from + index[axis] * step;
            result.data()[at++] = inputs.get(0).get(source);
        } while (Tensor.next(index, result.shape()));
        return result;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        TensorType input = graph.type(node.input(0));
        int size = FixedAxes.size(name(), input, axis);
        int spread = step == 1 ? adjoint : spread(graph, adjoint);
        int behind = size - from - (step == 1 ? count() : to - from);
        return List.of(from == 0 && behind == 0 ? spread : graph.add(new Pad(axis, from, behind), spread));
    }

    /** Puts {@code step - 1} zeros behind each element, and cuts the axis at {@code to - from}. */
    private int spread(GraphBuilder graph, int adjoint) {
        TensorType type = graph.type(adjoint);
        List<Axis> split = new ArrayList<>(type.axes());
        split.add(axis + 1, Axis.of(1));
        int padded = graph.add(new Pad(axis + 1, 0, step - 1), graph.add(new Reshape(split), adjoint));
        TensorType joined = FixedAxes.resize(type, axis, count() * step);
        int flat = graph.add(new Reshape(joined.axes()), padded);
        return count() * step == to - from ? flat : graph.add(new Slice(axis, 0, to - from, 1), flat);
    }

    @Override
    public long flops(List<TensorType> inputs, TensorType type, int batch) {
        return 0;
    }
}
