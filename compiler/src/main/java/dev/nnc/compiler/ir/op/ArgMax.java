package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.ArrayList;
import java.util.List;

/** The index of the largest element along one axis, which the result does not have; the first of equals, and NaN wins. */
public record ArgMax(int axis) implements Op {
    @Override
    public String name() {
        return "argmax";
    }

    @Override
    public String attributes() {
        return "axis=" + axis;
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        TensorType input = inputs.get(0);
        ShapeMismatch.require(0 <= axis && axis < input.rank(), "argmax: %s has no axis %d", input, axis);
        ShapeMismatch.require(
                input.dtype() == DType.F32 && !input.axis(axis).isBatch(),
                "argmax looks for f32 inside of an example, not along axis %d of %s",
                axis,
                input);
        List<Axis> kept = new ArrayList<>(input.axes());
        kept.remove(axis);
        return new TensorType(DType.I32, kept);
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        Tensor input = inputs.get(0);
        int extent = input.shape()[axis];
        int inner = Tensor.strides(input.shape())[axis];
        Tensor result = Tensor.zeros(type.shape(run.batch()));
        for (int at = 0; at < result.data().length; at++) {
            int start = at / inner * inner * extent + at % inner;
            result.data()[at] = largest(input.data(), start, inner, extent);
        }
        return result;
    }

    private static int largest(double[] data, int start, int stride, int extent) {
        int best = 0;
        for (int i = 0; i < extent; i++) {
            double value = data[start + i * stride];
            if (Double.isNaN(value)) {
                return i;
            }
            if (value > data[start + best * stride]) {
                best = i;
            }
        }
        return best;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        return List.of(NO_GRADIENT);
    }

    @Override
    public long flops(List<TensorType> inputs, TensorType type, int batch) {
        return inputs.get(0).elements(batch);
    }
}
