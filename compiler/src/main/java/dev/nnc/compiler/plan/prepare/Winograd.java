package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Transpose;
import dev.nnc.compiler.ir.op.Window;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes convolutions with kernels of 3 x 3 elements, and their gradients, by minimal filtering in tiles of 2 x 2 places: four
 * ninths of the multiply-adds, and additions that transform input, kernel and output ({@link WinogradMatrix}).
 */
final class Winograd {
    /** With fewer channels than lanes of a vector there is little to share the transforms of input and output among. */
    private static final int LEAST_CHANNELS = 16;

    /** Pairs of channels whose transformed kernel stays in the third-level cache: every block of tiles reads all of it. */
    private static final int MOST_PAIRS = 1 << 16;

    /** With fewer places an example has too few tiles to share the transform of the kernel among. */
    private static final int LEAST_PLACES = 32;

    private static final int ELEMENTS = 3;

    private static final List<Integer> INNERMOST = List.of(0, 2, 3, 1);

    private final ChannelsInnermost graph;

    Winograd(ChannelsInnermost graph) {
        this.graph = graph;
    }

    /** Whether a convolution is faster so, and tiles divide its places. */
    static boolean pays(Window window, TensorType kernel, List<Axis> places) {
        return window.rank() == 2
                && window.groups() == 1
                && window.stride().equals(List.of(1, 1))
                && window.dilation().equals(List.of(1, 1))
                && isPaddedByElements(window)
                && kernel.axis(2).extent(1) == ELEMENTS
                && kernel.axis(3).extent(1) == ELEMENTS
                && kernel.axis(0).extent(1) >= LEAST_CHANNELS
                && kernel.axis(1).extent(1) >= LEAST_CHANNELS
                && kernel.axis(0).extent(1) * kernel.axis(1).extent(1) <= MOST_PAIRS
                && places.stream().allMatch(axis -> axis.extent(1) % 2 == 0)
                && places.get(0).extent(1) * places.get(1).extent(1) >= LEAST_PLACES;
    }

    /** Whether the gradient's padding is none that is negative either. */
    private static boolean isPaddedByElements(Window window) {
        return Stream.concat(window.before().stream(), window.after().stream())
                .allMatch(zeros -> zeros >= 0 && zeros < ELEMENTS);
    }

    /** The convolution of a padded input with a kernel {@code [o,c,y,x]}. */
    Arranged forward(Arranged padded, int kernel) {
        return product(padded, graph.put(new Transpose(List.of(2, 3, 1, 0)), kernel), false);
    }

    /** The gradient of the input, from the padded adjoint of the output. */
    Arranged toInput(Arranged padded, int kernel) {
        return product(padded, graph.put(new Transpose(List.of(2, 3, 0, 1)), kernel), true);
    }

    private Arranged product(Arranged padded, int kernel, boolean fromBehind) {
        int transformed = graph.put(new WinogradTransform(WinogradMatrix.KERNEL, fromBehind), kernel);
        return new Arranged(graph.put(new WinogradProduct(), padded.value(), transformed), INNERMOST);
    }

    /** The gradient of the kernel {@code [o,c,y,x]}, from the padded input and the adjoint of the output. */
    Arranged toWeight(Arranged padded, Arranged adjoint) {
        int transformed = graph.put(new WinogradGradient(), padded.value(), graph.inOrder(adjoint, INNERMOST));
        int gradient = graph.put(new WinogradTransform(WinogradMatrix.KERNEL_GRADIENT, false), transformed);
        return new Arranged(gradient, List.of(2, 3, 1, 0));
    }

    /** A value with its channels innermost. */
    Arranged innermost(Arranged value) {
        return new Arranged(graph.inOrder(value, INNERMOST), INNERMOST);
    }
}
