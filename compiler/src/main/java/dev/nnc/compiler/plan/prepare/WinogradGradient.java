package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.List;

/**
 * The gradient {@code [4,4,c,o]} of the transformed kernel of a {@link WinogradProduct}, from its input {@code [b,h+2,w+2,c]}
 * and the adjoint {@code [b,h,w,o]} of its output: both are transformed, multiplied element by element, and summed over all
 * tiles.
 */
public record WinogradGradient() implements Op {
    @Override
    public String name() {
        return "winograd_to_kernel";
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        return inputs.get(0)
                .withAxes(List.of(
                        Axis.of(4),
                        Axis.of(4),
                        inputs.get(0).axis(3),
                        inputs.get(1).axis(3)));
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        Tensor result = Tensor.zeros(type.shape(run.batch()));
        int[] shape = inputs.get(1).shape();
        int[] at = new int[5];
        int[] all = {shape[0], shape[1] / 2, shape[2] / 2, result.shape()[2], result.shape()[3]};
        do {
            double[][] input =
                    WinogradMatrix.INPUT.times((y, x) -> inputs.get(0).get(at[0], 2 * at[1] + y, 2 * at[2] + x, at[3]));
            double[][] adjoint = WinogradMatrix.ADJOINT.times(
                    (y, x) -> inputs.get(1).get(at[0], 2 * at[1] + y, 2 * at[2] + x, at[4]));
            for (int y = 0; y < 4; y++) {
                for (int x = 0; x < 4; x++) {
                    result.data()[result.offset(y, x, at[3], at[4])] += input[y][x] * adjoint[y][x];
                }
            }
        } while (Tensor.next(at, all));
        return result;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        throw new IllegalStateException("convolutions are filtered minimally behind differentiation");
    }

    @Override
    public long flops(List<TensorType> inputs, TensorType type, int batch) {
        // 16 multiply-adds for each pair of channels and four places.
        return 8 * inputs.get(1).elements(batch) * inputs.get(0).axis(3).extent(1);
    }
}
