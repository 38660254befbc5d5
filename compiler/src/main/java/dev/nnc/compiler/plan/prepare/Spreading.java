package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Reshape;
import dev.nnc.compiler.ir.op.Transpose;
import dev.nnc.compiler.ir.op.Window;
import dev.nnc.compiler.plan.Layout;
import java.util.List;
import java.util.Optional;

/**
 * Writes the gradient of a convolution's input as products that are added into windows, where that takes fewer
 * multiply-adds: a few channels alone fill no vector, but those of a window's line together do, and zeros around and between
 * the places are not multiplied.
 */
final class Spreading {
    /** Fewer terms of a product do not pay for loading and storing what they are added to. */
    private static final int LEAST_TERMS = 8;

    /** Floats of a window's line: whole tiles, none of which is moved back, as it would then add some numbers twice. */
    private static final int WIDEST = 2 * Layout.BLOCK;

    /** Floats of an example's windows, which stay in the second-level cache. */
    private static final int MOST_FLOATS = 1 << 16;

    private static final List<Integer> ORDER = List.of(0, 2, 3, 1);

    private final ChannelsInnermost graph;

    Spreading(ChannelsInnermost graph) {
        this.graph = graph;
    }

    /** Whether it takes less than two thirds of the multiply-adds of a product over windows of the adjoint. */
    static boolean pays(Window window, TensorType input, TensorType kernel, List<Axis> places) {
        if (window.rank() != 2 || window.groups() > 1 || window.dilation().get(1) > 1 || isCropped(window)) {
            return false;
        }
        int channels = kernel.axis(1).extent(1);
        int columns = Layout.roundUp(kernel.axis(3).extent(1) * channels);
        long floats = (long) input.axis(2).extent(1) * input.axis(3).extent(1) * channels;
        long spread = elements(places) * columns;
        long direct = (long) input.axis(2).extent(1)
                * input.axis(3).extent(1)
                * kernel.axis(3).extent(1)
                * Layout.roundUp(channels);
        return kernel.axis(0).extent(1) >= LEAST_TERMS
                && columns <= WIDEST
                && (channels > 1 || input.axis(3).extent(1) > 1)
                && floats <= MOST_FLOATS
                && 3 * spread < 2 * direct;
    }

    /** Whether windows begin inside of the input. */
    private static boolean isCropped(Window window) {
        return window.before().stream().anyMatch(zeros -> zeros < 0);
    }

    private static long elements(List<Axis> axes) {
        return axes.stream().mapToLong(axis -> axis.extent(1)).reduce(1, (a, b) -> a * b);
    }

    /** The gradient of the input {@code [b,c,h,w]}, from the adjoint of the output and the kernel {@code [o,c,y,x]}. */
    Arranged toInput(Window window, TensorType input, Arranged adjoint, int kernel) {
        TensorType type = graph.type(kernel);
        int floats = type.axis(1).extent(1) * type.axis(3).extent(1);
        Axis rows = Axis.of(type.axis(2).extent(1) * type.axis(0).extent(1));
        int turned = graph.put(new Transpose(List.of(2, 0, 3, 1)), kernel);
        int lines = graph.put(new Reshape(List.of(rows, Axis.of(floats))), turned);
        int zeros = Layout.roundUp(floats) - floats;
        ZeroPad pad = new ZeroPad(List.of(0, 0), List.of(0, zeros), List.of(1, 1));
        SpreadProduct product = new SpreadProduct(
                List.of(
                        input.axis(2).extent(1),
                        input.axis(3).extent(1),
                        type.axis(1).extent(1)),
                type.axis(3).extent(1),
                window.stride(),
                window.before(),
                window.dilation().get(0),
                Optional.empty());
        int full = zeros > 0 ? graph.put(pad, lines) : lines;
        return new Arranged(graph.put(product, graph.inOrder(adjoint, ORDER), full), ORDER);
    }
}
