package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.List;
import java.util.Optional;

/**
 * The numbers of each place times a kernel, added into the window of the place: {@code [b,h,w,o]} and {@code [yo,xc]} give
 * {@code [b,height,width,c]}, or in planes {@code [b,c,height,width]}, where {@code yo} are the terms of each line of a window and {@code xc} the columns and channels
 * of a window's line, one behind the other, and zeros behind them.
 *
 * @param space height, width and channels of the result
 * @param columns of a window
 * @param stride from one window to the next, along height and width
 * @param before how far the first window begins outside of the result, along height and width
 * @param dilation between two lines of a window
 * @param line of a plane; none where channels are innermost
 */
public record SpreadProduct(
        List<Integer> space, int columns, List<Integer> stride, List<Integer> before, int dilation, Optional<Line> line)
        implements Op {
    /**
     * A line of a plane.
     *
     * @param apart from the number of one column to that of the next; what is between them has no meaning
     * @param extent elements with those between them, and behind the last
     */
    public record Line(int apart, int extent) {}

    public SpreadProduct {
        space = List.copyOf(space);
        stride = List.copyOf(stride);
        before = List.copyOf(before);
    }

    /** The same product, its result in planes. */
    SpreadProduct inPlanes(Line other) {
        return new SpreadProduct(space, columns, stride, before, dilation, Optional.of(other));
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
        return "space=" + space + ", columns=" + columns + ", stride=" + stride + ", before=" + before + ", dilation="
                + dilation + line.map(own -> ", " + own).orElse("");
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        Axis batch = inputs.get(0).axis(0);
        Axis height = Axis.of(space.get(0));
        Axis channels = Axis.of(channels());
        return inputs.get(0)
                .withAxes(line.map(own -> List.of(batch, channels, height, Axis.of(own.extent())))
                        .orElseGet(() -> List.of(batch, height, Axis.of(space.get(1)), channels)));
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        Tensor result = Tensor.zeros(type.shape(run.batch()));
        int[] places = inputs.get(0).shape();
        int[] kernel = inputs.get(1).shape();
        int[] index = {places[0], places[1], places[2], kernel[0] / places[3], columns * channels()};
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
                int channel = at[4] % channels();
                int[] target = line.map(own -> new int[] {at[0], channel, row, column * own.apart()})
                        .orElseGet(() -> new int[] {at[0], row, column, channel});
                result.data()[result.offset(target)] += sum;
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
