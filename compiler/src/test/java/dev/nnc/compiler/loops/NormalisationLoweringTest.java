package dev.nnc.compiler.loops;

import dev.nnc.compiler.autodiff.Differentiate;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Concat;
import dev.nnc.compiler.ir.op.Convolution;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Pool;
import dev.nnc.compiler.ir.op.Pooling;
import dev.nnc.compiler.ir.op.Reduce;
import dev.nnc.compiler.ir.op.Window;
import dev.nnc.compiler.passes.Pipeline;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Normalised convolutions: sums in one pass, values that are computed again, and values that are computed amid zeros. */
class NormalisationLoweringTest extends LoweredGraph {
    private static Window window(int padding, int stride) {
        List<Integer> around = Collections.nCopies(2, padding);
        return new Window(Collections.nCopies(2, stride), around, around, List.of(1, 1), 1);
    }

    private int convolve(int x, String name, int out, int in, int size) {
        return graph.add(new Convolution(window(size / 2, 1)), x, weight(name, out, in, size, size));
    }

    private int alongChannels(int each, int like) {
        return graph.add(new Broadcast(graph.type(like).axes(), List.of(1)), each);
    }

    private int normalised(int x, String name, int channels) {
        List<Integer> axes = List.of(0, 2, 3);
        int centered = math.sub(x, alongChannels(math.mean(x, axes, false), x));
        int variance = math.mean(math.square(centered), axes, false);
        int unit = math.mul(centered, alongChannels(math.rsqrt(math.shift(variance, 1e-2)), x));
        int scaled = math.mul(unit, alongChannels(weight(name + " scale", channels), x));
        return math.max(math.add(scaled, alongChannels(weight(name + " shift", channels), x)), math.like(x, 0));
    }

    private void gradients(int loss, String... names) {
        graph.result(Result.Kind.LOSS, "loss", loss);
        GraphBuilder whole = graph;
        for (String name : names) {
            int leaf = whole.build().nodes().stream()
                    .filter(node -> node.op() instanceof Leaf own && own.leaf().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .id();
            int gradient = Differentiate.gradients(whole, loss, List.of(leaf)).get(0);
            whole.result(Result.Kind.GRADIENT, name, gradient);
        }
    }

    /** More sums than one kernel takes, of the same value and of others, over columns that one, two or three vectors hold. */
    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 33, 48})
    void sumsOverTheSameRows(int width) {
        int x = input("x", 3, width);
        int y = input("y", 3, width);
        int product = math.mul(x, y);
        List<Integer> values = List.of(x, product, math.square(x), math.tanh(x), math.abs(x), y);
        for (List<Integer> axes : List.of(List.of(0), List.of(1), List.of(0, 1))) {
            for (int i = 0; i < values.size(); i++) {
                outputIs("sum " + i + axes, math.sum(values.get(i), axes, false));
            }
            outputIs("max " + axes, graph.add(new Reduce(Reduce.Kind.MAX, axes), x));
        }
        Meaning.check(graph.build(), 1, 9);
    }

    /** A sum that needs another one over the same rows is a pass behind it. */
    @Test
    void sumsOfDeviations() {
        int x = input("x", 3, 20);
        int mean = math.mean(x, List.of(0, 1), false);
        int apart = math.sub(x, graph.add(new Broadcast(graph.type(x).axes(), List.of(2)), mean));
        outputIs("sum", math.sum(x, List.of(0, 1), false));
        outputIs("squares", math.sum(math.square(apart), List.of(0, 1), false));
        outputIs("products", math.sum(math.mul(apart, x), List.of(0, 1), false));
        Meaning.check(graph.build(), 1, 9);
    }

    @ParameterizedTest
    @CsvSource({"3, 5", "16, 17"})
    void convolutionsWithTheirGradients(int first, int second) {
        int x = input("x", 2, 4, 6);
        int a = normalised(convolve(x, "a", first, 2, 3), "a", first);
        int b = normalised(convolve(a, "b", second, first, 3), "b", second);
        int pooled = graph.add(new Pool(Pool.Kind.MAX, new Pooling(2, List.of(2, 2), window(0, 2))), b);
        int y = convolve(pooled, "c", 4, second, 3);
        int loss = math.mean(math.mul(y, math.tanh(y)), List.of(0, 1, 2, 3), false);
        gradients(loss, "a", "a scale", "a shift", "b", "b scale", "b shift", "c");
        Meaning.checkSome(Pipeline.standard().run(graph.build()));
    }

    /** The zeros around differ, and the value itself is read as well, by a product too. */
    @Test
    void oneValueAmidSeveralZeros() {
        int x = math.tanh(input("x", 16, 4, 5));
        int small = convolve(x, "small", 3, 16, 3);
        int large = convolve(x, "large", 3, 16, 5);
        int point = convolve(x, "point", 3, 16, 1);
        int sum = math.add(math.add(small, large), point);
        int each = math.mean(math.exp(x), List.of(1), false);
        int all = math.mul(sum, graph.add(new Broadcast(graph.type(sum).axes(), List.of(0, 2, 3)), each));
        gradients(math.mean(math.square(all), List.of(0, 1, 2, 3), false), "small", "large", "point");
        Meaning.checkSome(Pipeline.standard().run(graph.build()));
    }

    /** What is padded may be larger along one axis alone, or by other numbers on each side. */
    @Test
    void zerosOnSomeSides() {
        int x = math.tanh(input("x", 16, 3, 5));
        for (List<Integer> before : List.of(List.of(0, 2), List.of(2, 0), List.of(1, 0))) {
            Window own = new Window(List.of(1, 1), before, List.of(0, 1), List.of(1, 1), 1);
            int y = graph.add(new Convolution(own), x, weight("w" + before, 4, 16, 2, 2));
            outputIs("y" + before, math.mul(y, math.like(y, 2)));
        }
        outputIs("x", math.sum(x, List.of(1), false));
        Meaning.checkSome(graph.build());
    }

    /** A value may be a part of one and stand amid zeros at once. */
    @Test
    void partsAmidZeros() {
        int a = math.tanh(input("a", 16, 3, 3));
        int b = math.exp(math.scale(input("b", 16, 3, 3), 0.1));
        int joined = graph.add(new Concat(1), a, b);
        int y = convolve(joined, "joined", 5, 32, 3);
        int z = convolve(a, "a alone", 5, 16, 3);
        int flat = math.reshape(b, List.of(Axis.BATCH, Axis.of(16 * 9)));
        outputIs("sum", math.add(y, z));
        outputIs("b", math.sum(flat, List.of(1), false));
        Meaning.checkSome(graph.build());
    }
}
