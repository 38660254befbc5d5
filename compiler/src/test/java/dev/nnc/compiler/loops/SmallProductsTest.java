package dev.nnc.compiler.loops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.autodiff.Differentiate;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.loops.kernel.Kernel;
import dev.nnc.compiler.loops.lower.ProgramLowering;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Products that are little of a model's work have few kernels, with the same results. */
class SmallProductsTest extends LoweredGraph {
    /** Programs of a model whose prediction is so much work that all products are small beside it. */
    private static ProgramLowering large(ProgramLowering programs) {
        LoweredGraph much = new LoweredGraph() {};
        much.outputIs("y", much.math.contract("bi,oi->bo", much.input("x", 4096), much.weight("w", 4096, 4096)));
        return programs.ofModel(much.graph.build());
    }

    private static List<String> tiles(Graph graph) {
        return Meaning.kernels(graph, SmallProductsTest::large).stream()
                .map(Kernel::name)
                .filter(name -> name.matches(".*(Tile|Added)\\d+x\\d+.*"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"10, 4x1", "16, 4x1", "40, 4x2", "80, 4x2"})
    void oneTileIsForAllLanes(int width, String tile) {
        outputIs("y", math.contract("bi,oi->bo", input("x", 5), weight("w", width, 5)));
        assertThat(tiles(graph.build())).hasSize(2).contains("yTile" + tile);
    }

    /** Fewer than a tile has, so many that the last is moved back, and full ones. */
    @ParameterizedTest
    @ValueSource(ints = {10, 40})
    void anyNumberOfRows(int width) {
        outputIs("y", math.contract("bi,oi->bo", input("x", 5), weight("w", width, 5)));
        int[] batches = IntStream.rangeClosed(1, 12).toArray();
        Meaning.check(graph.build(), SmallProductsTest::large, batches);
    }

    @ParameterizedTest
    @CsvSource({"4, 80", "5, 80", "8, 10", "11, 10"})
    void matricesOfAKnownNumberOfRows(int rows, int width) {
        outputIs("y", math.contract("bij,bjk->bik", input("x", rows, 7), input("w", 7, width)));
        Meaning.check(graph.build(), SmallProductsTest::large, 1, 3);
        assertThat(tiles(graph.build())).hasSize(1);
    }

    @Test
    void gradientsOfALayer() {
        int w = weight("w", 64, 24);
        int bias = weight("bias", 64);
        int y = math.add(math.contract("bi,oi->bo", input("x", 24), w), bias);
        int loss = math.mean(math.square(y), List.of(0, 1), false);
        graph.result(Result.Kind.LOSS, "loss", loss);
        List<Integer> gradients = Differentiate.gradients(graph, loss, List.of(w, bias));
        graph.result(Result.Kind.GRADIENT, "w", gradients.get(0));
        graph.result(Result.Kind.GRADIENT, "bias", gradients.get(1));
        Meaning.check(graph.build(), SmallProductsTest::large, 1, 5, Meaning.MAX_BATCH);
        assertThat(Meaning.kernels(graph.build(), SmallProductsTest::large))
                .filteredOn(kernel -> kernel.name().equals("dBias"))
                .singleElement()
                .satisfies(kernel -> assertThat(kernel.body()).hasSize(1));
    }
}
