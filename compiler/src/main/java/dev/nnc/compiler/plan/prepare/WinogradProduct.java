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
 * A convolution by minimal filtering: the input {@code [b,h+2,w+2,c]} with its padding and the transformed kernel
 * {@code [4,4,c,o]} give {@code [b,h,w,o]}, in tiles of 2 x 2 places.
 */
public record WinogradProduct() implements Op {
    @Override
    public String name() {
        return "winograd";
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        TensorType input = inputs.get(0);
        return input.withAxes(List.of(
                input.axis(0),
                Axis.of(input.axis(1).extent(1) - 2),
                Axis.of(input.axis(2).extent(1) - 2),
                inputs.get(1).axis(3)));
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        Tensor result = Tensor.zeros(type.shape(run.batch()));
        int[] shape = result.shape();
        int[] at = new int[4];
        do {
            double[][] places = WinogradMatrix.OUTPUT.times(products(inputs, at));
            for (int y = 0; y < 2; y++) {
                for (int x = 0; x < 2; x++) {
                    result.data()[result.offset(at[0], 2 * at[1] + y, 2 * at[2] + x, at[3])] = places[y][x];
                }
            }
        } while (Tensor.next(at, new int[] {shape[0], shape[1] / 2, shape[2] / 2, shape[3]}));
        return result;
    }

    /** The products of the tile of an example, summed over the channels of the input, for a channel of the output. */
    private static WinogradMatrix.Elements products(List<Tensor> inputs, int[] at) {
        double[][] sums = new double[4][4];
        for (int in = 0; in < inputs.get(1).shape()[2]; in++) {
            int channel = in;
            double[][] input = WinogradMatrix.INPUT.times(
                    (y, x) -> inputs.get(0).get(at[0], 2 * at[1] + y, 2 * at[2] + x, channel));
            for (int y = 0; y < 4; y++) {
                for (int x = 0; x < 4; x++) {
                    sums[y][x] += input[y][x] * inputs.get(1).get(y, x, channel, at[3]);
                }
            }
        }
        return (y, x) -> sums[y][x];
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        throw new IllegalStateException("convolutions are filtered minimally behind differentiation");
    }

    @Override
    public long flops(List<TensorType> inputs, TensorType type, int batch) {
        // 16 multiply-adds a channel for four places.
        return 8 * type.elements(batch) * inputs.get(1).axis(2).extent(1);
    }
}
