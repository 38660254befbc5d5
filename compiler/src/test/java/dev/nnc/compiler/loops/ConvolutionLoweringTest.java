package dev.nnc.compiler.loops;

import dev.nnc.compiler.autodiff.Differentiate;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Convolution;
import dev.nnc.compiler.ir.op.ConvolutionInputGradient;
import dev.nnc.compiler.ir.op.Window;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Convolutions and both of their gradients compute what they mean, whatever the sizes. */
class ConvolutionLoweringTest extends LoweredGraph {
    private static Window window(int rank, int stride, int padding, int dilation, int groups) {
        List<Integer> around = Collections.nCopies(rank, padding);
        return new Window(
                Collections.nCopies(rank, stride), around, around, Collections.nCopies(rank, dilation), groups);
    }

    /** A layer of convolution and tanh between two others, so that its input has a gradient, and all weights' gradients. */
    private void check(Window window, int channels, int out, int kernel, int... space) {
        int rank = space.length;
        int[] size = IntStream.range(0, rank).map(i -> kernel).toArray();
        int[] point = IntStream.range(0, rank).map(i -> 1).toArray();
        int before = trained("before", sizes(new int[] {channels, 2}, point));
        int w = trained("w", sizes(new int[] {out, channels / window.groups()}, size));
        int x = input("x", sizes(new int[] {2}, space));
        int hidden = math.tanh(graph.add(new Convolution(window(rank, 1, 0, 1, 1)), x, before));
        int y = math.tanh(graph.add(new Convolution(window), hidden, w));
        Meaning.checkSome(learns(y));
    }

    private static int[] sizes(int[] front, int[] behind) {
        return IntStream.concat(IntStream.of(front), IntStream.of(behind)).toArray();
    }

    /** So many places that kernels' gradients are summed example by example, and channels that whole tiles do not divide. */
    @ParameterizedTest
    @ValueSource(ints = {33, 40, 48, 80})
    void gradientsOfColumnsThatTilesDoNotDivide(int out) {
        check(window(2, 1, 0, 1, 1), 3, out, 2, 7, 8);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 3, 1, 1, 0, 1, 1",
        "3, 15, 3, 1, 1, 1, 1",
        "15, 17, 2, 1, 0, 1, 1",
        "16, 16, 3, 1, 1, 1, 1",
        "17, 1, 3, 1, 2, 1, 1",
        "1, 1, 2, 1, 1, 1, 1",
        "3, 6, 5, 1, 2, 1, 1",
        "4, 17, 3, 2, 1, 1, 1",
        "3, 5, 1, 2, 0, 1, 1",
        "2, 3, 2, 3, 1, 1, 1",
        "3, 4, 3, 1, 2, 2, 1",
        "2, 4, 2, 2, 1, 3, 1",
        "6, 4, 3, 1, 1, 1, 2",
        "6, 34, 2, 2, 1, 1, 2",
        "17, 17, 3, 1, 1, 1, 17",
        "16, 16, 2, 2, 0, 2, 16",
        "3, 6, 3, 1, 1, 1, 3",
        "1, 9, 3, 1, 1, 1, 1",
        "6, 16, 5, 1, 0, 1, 1",
        "5, 8, 3, 2, 1, 1, 1",
        "3, 12, 2, 3, 0, 1, 1",
        "15, 8, 3, 2, 1, 1, 1",
        "7, 8, 4, 2, 1, 1, 1",
        "4, 8, 1, 2, 0, 1, 1",
    })
    void overPictures(int channels, int out, int kernel, int stride, int padding, int dilation, int groups) {
        check(window(2, stride, padding, dilation, groups), channels, out, kernel, 5, 6);
    }

    @ParameterizedTest
    @CsvSource({"1, 5, 3, 1, 1, 1, 1", "3, 17, 2, 2, 0, 2, 1", "4, 4, 3, 1, 2, 1, 4", "4, 6, 3, 2, 1, 1, 2"})
    void overSequences(int channels, int out, int kernel, int stride, int padding, int dilation, int groups) {
        check(window(1, stride, padding, dilation, groups), channels, out, kernel, 9);
    }

    @Test
    void kernelsAndStridesDifferByAxis() {
        Window window = new Window(List.of(2, 1), List.of(0, 1), List.of(2, 0), List.of(1, 2), 1);
        int w = weight("w", 5, 3, 3, 2);
        int y = graph.add(new Convolution(window), input("x", 3, 6, 7), w);
        int loss = math.mean(math.square(y), List.of(0, 1, 2, 3), false);
        outputIs("y", y);
        graph.result(Result.Kind.LOSS, "loss", loss);
        graph.result(
                Result.Kind.GRADIENT,
                "w",
                Differentiate.gradients(graph, loss, List.of(w)).get(0));
        Meaning.checkSome(graph.build());
    }

    @Test
    void windowsOfInputGradientsDifferByAxis() {
        Window window = new Window(List.of(2, 1), List.of(0, 1), List.of(2, 0), List.of(2, 1), 1);
        int w = weight("w", 9, 3, 3, 2);
        int y = graph.add(new ConvolutionInputGradient(window, List.of(7, 7)), input("x", 9, 3, 7), w);
        graph.result(Result.Kind.OUTPUT, "y", y);
        Meaning.checkSome(graph.build());
    }

    @Test
    void ofWhatIsNotInMemory() {
        int w = weight("w", 3, 2, 3, 3);
        int bias = math.reshape(weight("bias", 2), List.of(Axis.of(2), Axis.of(1), Axis.of(1)));
        int flat = math.broadcastTo(bias, TensorType.f32(2, 4, 4).batched().axes());
        for (int padding : new int[] {0, 1}) {
            int y = graph.add(new Convolution(window(2, 1, padding, 1, 1)), flat, w);
            outputIs("y" + padding, y);
        }
        outputIs("x", input("x", 2, 4, 4));
        Meaning.checkSome(graph.build());
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 1", "2, 1, 1", "3, 0, 1", "2, 1, 2"})
    void transposedConvolutions(int stride, int padding, int groups) {
        Window window = window(2, stride, padding, 1, groups);
        int size = 3 * stride + 3 - 2 * padding;
        int w = weight("w", 4, 6 / groups, 3, 3);
        int y = graph.add(new ConvolutionInputGradient(window, List.of(size, size)), input("x", 4, 4, 4), w);
        int loss = math.mean(math.square(y), List.of(0, 1, 2, 3), false);
        outputIs("y", y);
        graph.result(Result.Kind.LOSS, "loss", loss);
        graph.result(
                Result.Kind.GRADIENT,
                "w",
                Differentiate.gradients(graph, loss, List.of(w)).get(0));
        Meaning.checkSome(graph.build());
    }
}
