package dev.nnc.compiler.loops;

import dev.nnc.compiler.autodiff.Differentiate;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.op.Convolution;
import dev.nnc.compiler.ir.op.Pool;
import dev.nnc.compiler.ir.op.Pooling;
import dev.nnc.compiler.ir.op.Window;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pools and their gradients compute what they mean, behind a convolution and on the picture itself. */
class PoolLoweringTest extends LoweredGraph {
    private static Window window(int rank, int stride, int padding, int dilation) {
        List<Integer> around = Collections.nCopies(rank, padding);
        return new Window(Collections.nCopies(rank, stride), around, around, Collections.nCopies(rank, dilation), 1);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2, 2, 0, 1",
        "3, 2, 2, 0, 1",
        "17, 2, 2, 0, 1",
        "16, 3, 2, 1, 1",
        "5, 3, 1, 1, 1",
        "4, 2, 3, 0, 1",
        "6, 2, 1, 1, 2",
        "3, 5, 5, 0, 1",
        "3, 5, 3, 2, 1",
    })
    void overPictures(int channels, int size, int stride, int padding, int dilation) {
        for (Pool.Kind kind : Pool.Kind.values()) {
            pool(kind, channels, size, stride, padding, dilation);
        }
        Meaning.checkSome(graph.build());
    }

    private void pool(Pool.Kind kind, int channels, int size, int stride, int padding, int dilation) {
        int x = input("x", 2, 6, 7);
        String name = kind.name();
        int w = weight("w" + name, channels, 2, 1, 1);
        int z = graph.add(new Convolution(window(2, 1, 0, 1)), x, w);
        int hidden = math.select(math.le(z, math.like(z, 0)), math.like(z, 0), z);
        Pooling pooling = new Pooling(2, List.of(size, size), window(2, stride, padding, dilation));
        int y = graph.add(new Pool(kind, pooling), hidden);
        int loss = math.mean(math.square(y), List.of(0, 1, 2, 3), false);
        outputIs("y" + name, y);
        outputIs("direct" + name, graph.add(new Pool(kind, pooling), x));
        graph.result(Result.Kind.LOSS, "loss" + name, loss);
        graph.result(
                Result.Kind.GRADIENT,
                "w" + name,
                Differentiate.gradients(graph, loss, List.of(w)).get(0));
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 2, 0", "5, 3, 1, 1"})
    void overSequences(int channels, int size, int stride, int padding) {
        int x = input("x", 2, 9);
        int w = weight("w", channels, 2, 1);
        int hidden = graph.add(new Convolution(window(1, 1, 0, 1)), x, w);
        int y = graph.add(
                new Pool(Pool.Kind.MAX, new Pooling(2, List.of(size), window(1, stride, padding, 1))), hidden);
        int loss = math.mean(math.square(y), List.of(0, 1, 2), false);
        outputIs("y", y);
        graph.result(Result.Kind.LOSS, "loss", loss);
        graph.result(
                Result.Kind.GRADIENT,
                "w",
                Differentiate.gradients(graph, loss, List.of(w)).get(0));
        Meaning.checkSome(graph.build());
    }
}
