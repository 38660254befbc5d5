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
 * The numbers of each place times a kernel, added into the window of the place: {@code [b,h,w,o]} and {@code [yo,xc]} give
 * {@code [b,height,width,c]}, where {@code yo} are the terms of each line of a window and {@code xc} the columns and channels
 * of a window's line, one behind the other, and zeros behind them.
 *
 * @param space height, width and channels of the result
 * @param line columns of a window
 * @param stride from one window to the next, along height and width
 * @param before how far the first window begins outside of the result, along height and width
 * @param dilation between two lines of a window
 */
public record SpreadProduct(List<Integer> space, int line, List<Integer> stride, List<Integer> before, int dilation)
        implements Op {
    public SpreadProduct {
        space = List.copyOf(space);
        stride = List.copyOf(stride);
        before = List.copyOf(before);
    }

    /** Channels of the result. */
    public int channels() {
        return space.get(2);
    }

    @Override
    public String name() {
        return "spread_product";
    }

    @Override
    public String attributes() {
        return "space=" + space + ", line=" + line + ", stride=" + stride + ", before=" + before + ", dilation="
                + dilation;
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        return inputs.get(0)
                .withAxes(List.of(
                        inputs.get(0).axis(0), Axis.of(space.get(0)), Axis.of(space.get(1)), Axis.of(space.get(2))));
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        Tensor result = Tensor.zeros(type.shape(run.batch()));
        int[] places = inputs.get(0).shape();
        int[] kernel = inputs.get(1).shape();
        int[] index = {places[0], places[1], places[2], kernel[0] / places[3], line * channels()};
        int[] at = new int[index.length];
        do {
            int row = at[1] * stride.get(0) + at[3] * dilation - before.get(0);
            int column = at[2] * stride.get(1) + at[4] / channels() - before.get(1);
            if (row >= 0 && row < space.get(0) && column >= 0 && column < space.get(1)) {
                double sum = 0;
                for (int o = 0; o < places[3]; o++) {
                    sum += inputs.get(0).get(at[0], at[1], at[2], o)
                            * inputs.get(1).get(at[3] * places[3] + o, at[4]);
                }
                result.data()[result.offset(at[0], row, column, at[4] % channels())] += sum;
            }
        } while (Tensor.next(at, index));
        return result;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        throw new IllegalStateException("products are spread behind differentiation");
    }

    @Override
    public long flops(List<TensorType> inputs, TensorType type, int batch) {
        TensorType places = inputs.get(0);
        return 2
                * places.elements(batch)
                / places.axis(3).extent(1)
                * inputs.get(1).elements(1);
    }
}
