package dev.nnc.compiler.loops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.op.Convolution;
import dev.nnc.compiler.ir.op.ConvolutionInputGradient;
import dev.nnc.compiler.ir.op.Window;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convolutions by minimal filtering mean what convolutions do, and are chosen where their tiles divide the places. */
class WinogradLoweringTest extends LoweredGraph {
    private static final Window SAME = window(1, 1, 1);

    private static Window window(int before, int after, int stride) {
        return new Window(List.of(stride, stride), List.of(before, before), List.of(after, after), List.of(1, 1), 1);
    }

    /** A picture of many channels that depends on a weight, so that its gradient is wanted. */
    private int picture(int channels, int height, int width) {
        int x = input("x", 1, height, width);
        int point = trained("point", channels, 1, 1, 1);
        Window window = new Window(List.of(1, 1), List.of(0, 0), List.of(0, 0), List.of(1, 1), 1);
        return math.tanh(graph.add(new Convolution(window), x, point));
    }

    private int convolution(String name, int x, int out, Window window) {
        return graph.add(
                new Convolution(window),
                x,
                trained(name, out, graph.type(x).axis(1).extent(1), 3, 3));
    }

    private static long products(Graph built) {
        return prepared(built).nodes().stream()
                .filter(node -> node.op().name().startsWith("winograd"))
                .filter(node -> node.op().arity() == 2)
                .count();
    }

    /** Channels and how many come out, zeros before and behind, and the picture's lines and width. */
    @ParameterizedTest
    @CsvSource({
        "16, 16, 1, 1, 8, 8",
        "17, 20, 1, 1, 8, 10",
        "16, 33, 0, 0, 10, 12",
        "20, 16, 2, 2, 8, 8",
        "16, 16, 0, 2, 14, 14",
        "16, 16, 2, 0, 6, 12",
        "16, 16, 1, 1, 2, 56",
        "16, 17, 1, 1, 4, 54",
    })
    void forwardAndBothGradients(int in, int out, int before, int after, int height, int width) {
        int hidden = math.tanh(convolution("w", picture(in, height, width), out, window(before, after, 1)));
        Graph built = learns(math.tanh(hidden));
        assertThat(products(built)).isEqualTo(3);
        Meaning.checkSome(built);
    }

    /** What the first gives is amid the zeros that the second wants, and so is the gradient on the way back. */
    @Test
    void oneBehindTheOther() {
        int hidden = math.tanh(convolution("w", picture(16, 8, 8), 18, SAME));
        Graph built = learns(convolution("v", hidden, 16, SAME));
        assertThat(products(built)).isEqualTo(6);
        Meaning.checkSome(built);
    }

    @Test
    void backwardsAsALayer() {
        int w = trained("w", 16, 17, 3, 3);
        int y = graph.add(new ConvolutionInputGradient(SAME, List.of(8, 8)), picture(16, 8, 8), w);
        Graph built = learns(y);
        assertThat(products(built)).isEqualTo(3);
        Meaning.checkSome(built);
    }

    /** Channels and how many come out, zeros before and behind, stride, and the picture's lines and width. */
    @ParameterizedTest
    @CsvSource({
        "15, 16, 1, 1, 1, 8, 8",
        "16, 15, 1, 1, 1, 8, 8",
        "16, 16, 1, 1, 1, 9, 8",
        "16, 16, 1, 1, 1, 8, 9",
        "16, 16, 1, 1, 1, 6, 4",
        "16, 16, 1, 1, 2, 16, 16",
        "16, 16, 3, 1, 1, 8, 8",
        "16, 16, 1, 3, 1, 8, 8",
    })
    void notOfOtherShapes(int in, int out, int before, int after, int stride, int height, int width) {
        Graph built = learns(convolution("w", picture(in, height, width), out, window(before, after, stride)));
        assertThat(products(built)).isZero();
        Meaning.checkSome(built);
    }

    @ParameterizedTest
    @CsvSource({"256, 3", "257, 0"})
    void notOfMorePairsOfChannelsThanACacheHolds(int out, int expected) {
        assertThat(products(learns(convolution("w", picture(256, 8, 8), out, SAME))))
                .isEqualTo(expected);
    }
}
