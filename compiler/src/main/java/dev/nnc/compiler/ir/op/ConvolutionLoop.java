package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.Arrays;

/**
 * The products of which a convolution and its gradients are sums: a convolution sums {@code input * kernel} into its
 * output, and each gradient sums the other two of the three into the third.
 */
final class ConvolutionLoop {
    /** One product, by the places of its three elements. */
    @FunctionalInterface
    interface Product {
        /** Takes the places in the input {@code [b,c,..]}, the kernel {@code [o,c/groups,..]}, the output {@code [b,o,..]}. */
        void at(int input, int kernel, int output);
    }

    private final Window window;
    private final int[] input;
    private final int[] kernel;
    private final int[] output;

    ConvolutionLoop(Window window, int[] input, int[] kernel, int[] output) {
        this.window = window;
        this.input = input;
        this.kernel = kernel;
        this.output = output;
    }

    /** Visits all products in row-major order of the output, then of the kernel. */
    void visit(Product product) {
        int[] at = new int[output.length];
        int[] inKernel = Arrays.copyOfRange(kernel, 1, kernel.length);
        int y = 0;
        do {
            int[] element = new int[inKernel.length];
            int w = at[1] * Tensor.size(inKernel);
            do {
                int x = source(at, element);
                if (x >= 0) {
                    product.at(x, w, y);
                }
                w++;
            } while (Tensor.next(element, inKernel));
            y++;
        } while (Tensor.next(at, output));
    }

    /** The place in the input for a place of the output and an element of its kernel; -1 in the padding. */
    private int source(int[] at, int[] element) {
        int channel = at[1] / (output[1] / window.groups()) * kernel[1] + element[0];
        int offset = at[0] * input[1] + channel;
        for (int axis = 0; axis < window.rank(); axis++) {
            int place = window.source(axis, at[axis + 2], element[axis + 1]);
            if (place < 0 || place >= input[axis + 2]) {
                return -1;
            }
            offset = offset * input[axis + 2] + place;
        }
        return offset;
    }

    /** Throws unless the three types belong together. */
    static void check(Window window, TensorType input, TensorType kernel, TensorType output) {
        int rank = window.rank() + 2;
        ShapeMismatch.require(
                input.rank() == rank && kernel.rank() == rank && output.rank() == rank,
                "a convolution over %d axes does not fit %s, %s and %s",
                window.rank(),
                input,
                kernel,
                output);
        int groups = window.groups();
        ShapeMismatch.require(
                input.axis(1).equals(Axis.of(kernel.axis(1).extent(1) * groups))
                        && output.axis(1).equals(kernel.axis(0))
                        && output.axis(1).extent(1) % groups == 0
                        && output.axis(0).equals(input.axis(0)),
                "a convolution in %d groups has no such channels: %s, %s and %s",
                groups,
                input,
                kernel,
                output);
        for (int axis = 0; axis < window.rank(); axis++) {
            int places = window.places(
                    axis, input.axis(axis + 2).extent(1), kernel.axis(axis + 2).extent(1));
            ShapeMismatch.require(
                    output.axis(axis + 2).equals(Axis.of(places)),
                    "%s over %s has %d places along axis %d, not %s",
                    kernel,
                    input,
                    places,
                    axis + 2,
                    output);
        }
    }

    /** Multiplications and additions of all products that padding does not leave out. */
    static long flops(TensorType kernel, TensorType output, int batch) {
        return 2
                * output.elements(batch)
                * kernel.elements(batch)
                / kernel.axis(0).extent(batch);
    }
}
