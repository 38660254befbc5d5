package dev.nnc.compiler.loops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Convolution;
import dev.nnc.compiler.ir.op.Iota;
import dev.nnc.compiler.ir.op.Pool;
import dev.nnc.compiler.ir.op.Pooling;
import dev.nnc.compiler.ir.op.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of few channels, whose lines fill vectors, mean the same in planes: convolutions, pools, what stands between them. */
class PlanesLoweringTest extends LoweredGraph {
    private static final Window HALVES = window(2, 0, 1);

    private final Map<String, IntUnaryOperator> between = Map.ofEntries(
            Map.entry("nothing", x -> x),
            Map.entry("tanh", math::tanh),
            Map.entry("bias", x -> math.add(x, spread(x, trained("bias", channels(x)), 1))),
            Map.entry("weight by column", x -> math.mul(x, spread(x, trained("byColumn", width(x)), 3))),
            Map.entry("number of the column", x -> math.mul(x, graph.add(new Iota(graph.type(x), 3)))),
            Map.entry("picture", x -> math.mul(x, math.exp(inputLike(x)))),
            Map.entry("rectifier", x -> math.select(math.le(x, math.like(x, 0)), math.like(x, 0), x)),
            Map.entry("channel mean", x -> math.sub(x, math.mean(x, List.of(1), true))),
            Map.entry("batch norm", x -> math.sub(x, spread(x, math.mean(x, List.of(0, 2, 3), false), 1))),
            Map.entry("softmax of lines", x -> math.div(math.exp(x), math.sum(math.exp(x), List.of(3), true))));

    private static Window window(int stride, int padding, int dilation) {
        return new Window(
                List.of(stride, stride),
                List.of(padding, padding),
                List.of(padding, padding),
                List.of(dilation, dilation),
                1);
    }

    private int channels(int x) {
        return graph.type(x).axis(1).extent(1);
    }

    private int width(int x) {
        return graph.type(x).axis(3).extent(1);
    }

    private int inputLike(int x) {
        TensorType type = graph.type(x);
        return input("other", channels(x), type.axis(2).extent(1), width(x));
    }

    private int spread(int x, int vector, int axis) {
        List<Axis> shape = new ArrayList<>(Collections.nCopies(3, Axis.of(1)));
        shape.set(axis - 1, graph.type(vector).axis(0));
        return math.broadcastTo(math.reshape(vector, shape), graph.type(x).axes());
    }

    private int convolution(String name, int x, int out, int kernel, Window window) {
        return graph.add(new Convolution(window), x, trained(name, out, channels(x), kernel, kernel));
    }

    /** Channels and how many come out, kernel, stride down the lines, padding, dilation, and the picture's lines and width. */
    @ParameterizedTest
    @CsvSource({
        "1, 6, 5, 1, 2, 1, 14, 28",
        "3, 4, 3, 2, 1, 1, 33, 17",
        "2, 2, 3, 1, 0, 2, 9, 20",
        "1, 8, 2, 1, 0, 1, 4, 33",
        "2, 3, 5, 1, 0, 1, 6, 36",
        "3, 2, 1, 1, 0, 1, 3, 16",
        "5, 7, 3, 1, 3, 2, 6, 64",
    })
    void convolutions(int in, int out, int kernel, int down, int padding, int dilation, int height, int width) {
        Window window = new Window(
                List.of(down, 1), List.of(padding, padding), List.of(0, padding), List.of(dilation, dilation), 1);
        int hidden = math.tanh(convolution("first", input("x", in, height, width), out, kernel, window));
        Graph built = learns(convolution("second", hidden, 9, 2, window(1, 1, 1)));
        assertThat(prepared(built).toString()).contains("->bohw}");
        Meaning.checkSome(built);
    }

    @Test
    void oneChannel() {
        int hidden = math.tanh(convolution("first", input("x", 1, 6, 20), 1, 3, window(1, 1, 1)));
        Meaning.checkSome(learns(convolution("second", hidden, 1, 2, window(1, 0, 1))));
    }

    /** The size and stride of the pool, and the picture's lines and width. */
    @ParameterizedTest
    @CsvSource({"2, 2, 6, 28", "2, 2, 7, 29", "2, 3, 8, 20", "3, 3, 7, 33", "1, 2, 4, 16", "2, 4, 9, 30", "4, 4, 8, 17"
    })
    void pools(int size, int stride, int height, int width) {
        for (Pool.Kind kind : Pool.Kind.values()) {
            int picture = input("x" + kind, 1, height, width);
            int x = convolution("w" + kind, picture, 3, 3, window(1, 1, 1));
            Pooling pooling = new Pooling(2, List.of(size, size), window(stride, 0, 1));
            int pooled = graph.add(new Pool(kind, pooling), math.tanh(x));
            outputIs("pooled" + kind, pooled);
            outputIs("direct" + kind, graph.add(new Pool(kind, pooling), picture));
        }
        Meaning.checkSome(graph.build());
    }

    @ParameterizedTest
    @CsvSource({"2, 2, 6, 28", "2, 2, 7, 29", "2, 3, 8, 20", "3, 3, 7, 33", "1, 2, 4, 22", "4, 4, 8, 40"})
    void gradientsOfTheLargest(int size, int stride, int height, int width) {
        int x = convolution("first", input("x", 1, height, width), 3, 3, window(1, 1, 1));
        Pooling pooling = new Pooling(2, List.of(size, size), window(stride, 0, 1));
        int pooled = graph.add(new Pool(Pool.Kind.MAX, pooling), math.tanh(x));
        Graph built = learns(convolution("second", pooled, 16, 2, window(1, 0, 1)));
        assertThat(prepared(built).toString()).contains("scatter_apart");
        Meaning.checkSome(built);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing",
                "tanh",
                "bias",
                "weight by column",
                "number of the column",
                "picture",
                "rectifier",
                "channel mean",
                "batch norm",
                "softmax of lines"
            })
    void betweenPoolAndConvolution(String layer) {
        int x = convolution("first", input("x", 1, 6, 28), 3, 3, window(1, 1, 1));
        int pooled = graph.add(new Pool(Pool.Kind.MAX, new Pooling(2, List.of(2, 2), HALVES)), x);
        int hidden = between.get(layer).applyAsInt(pooled);
        Meaning.checkSome(learns(convolution("second", hidden, 16, 2, window(1, 1, 1))));
    }

    @Test
    void poolAfterPoolAndFlattened() {
        int x = convolution("first", input("x", 2, 9, 45), 3, 2, window(1, 0, 1));
        int once = graph.add(new Pool(Pool.Kind.MAX, new Pooling(2, List.of(2, 2), HALVES)), x);
        int twice = graph.add(new Pool(Pool.Kind.MAX, new Pooling(2, List.of(2, 2), HALVES)), math.tanh(once));
        Graph built = learns(math.reshape(twice, List.of(Axis.BATCH, Axis.of(3 * 2 * 11))));
        Meaning.checkSome(built);
    }

    /** What comes out of many channels has channels innermost, and its gradient with it. */
    @Test
    void gradientsLieAsWhatTheyAreOf() {
        int many = convolution("first", input("x", 1, 4, 20), 17, 1, window(1, 0, 1));
        int few = math.tanh(convolution("second", many, 6, 3, window(1, 1, 1)));
        Graph built = learns(convolution("third", few, 16, 2, window(1, 0, 1)));
        assertThat(prepared(built).toString()).contains("spread_product").doesNotContain("Line[");
        Meaning.checkSome(built);
    }

    @Test
    void equalNumbersGoToTheFirst() {
        int picture = input("x", 1, 4, 20);
        int zeros = math.mul(picture, math.like(picture, 0));
        int x = convolution("first", zeros, 2, 1, window(1, 0, 1));
        int bias = math.add(x, spread(x, trained("bias", 2), 1));
        int pooled = graph.add(new Pool(Pool.Kind.MAX, new Pooling(2, List.of(2, 2), HALVES)), bias);
        Meaning.checkSome(learns(math.mul(pooled, math.exp(inputLike(pooled)))));
    }
}
