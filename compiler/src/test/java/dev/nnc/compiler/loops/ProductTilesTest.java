package dev.nnc.compiler.loops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.loops.kernel.ForLanes;
import dev.nnc.compiler.loops.kernel.Kernel;
import dev.nnc.compiler.loops.kernel.Stmt;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tiles the kernel of a product has: those that some machine runs, and no others. */
class ProductTilesTest extends LoweredGraph {
    @ParameterizedTest
    @CsvSource({
        "28, 6, yTile10x1 yTile9x1 yTile14x1",
        "10, 6, yTile10x1",
        "12, 6, yTile12x1",
        "10, 16, yTile5x2 yTile10x1",
        "10, 32, yTile5x2 yTile10x2",
        "14, 32, yTile6x2 yTile4x2 yTile8x2",
        "16, 32, yTile6x2 yTile4x2 yTile8x2",
        "12, 32, yTile6x2 yTile12x2",
        "7, 32, yTile4x2 yTile3x2",
    })
    void aKnownNumberOfRows(int rows, int width, String tiles) {
        outputIs("y", math.contract("bij,bjk->bik", input("x", rows, 9), input("w", 9, width)));
        assertThat(tiles(graph.build(), "y")).containsExactly(tiles.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"28, 6", "10, 6", "10, 16", "7, 32", "14, 32", "16, 32", "26, 32"})
    void theirResults(int rows, int width) {
        outputIs("y", math.contract("bij,bjk->bik", input("x", rows, 9), input("w", 9, width)));
        Meaning.check(graph.build(), 1, 3);
    }

    /** A loop of more than 16 terms is not by itself in a tile that 16 registers hold. */
    @ParameterizedTest
    @CsvSource({"16, 1", "32, 2", "36, 2", "37, 1", "64, 2", "256, 2"})
    void loopsOfASum(int terms, int loops) {
        outputIs("y", math.contract("bij,bjk->bik", input("x", 12, terms), input("w", terms, 32)));
        Graph built = graph.build();
        assertThat(loops(kernel(built, "yTile6x2").body())).isEqualTo(loops);
        assertThat(loops(kernel(built, "yTile12x2").body())).isEqualTo(terms > 64 ? 2 : 1);
        Meaning.check(built, 1);
    }

    private static Kernel kernel(Graph built, String name) {
        return Meaning.kernels(built, UnaryOperator.identity()).stream()
                .filter(kernel -> kernel.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Loops that are in one another. */
    private static int loops(List<Stmt> body) {
        return body.stream()
                .mapToInt(statement -> statement instanceof Stmt.For loop ? 1 + loops(loop.body()) : 0)
                .max()
                .orElse(0);
    }

    @Test
    void rowsOfABatch() {
        assertThat(tiles(ofABatch(), "y")).containsExactly("yTile1x4", "yTile12x2", "yTile6x2", "yTile4x2");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21})
    void resultsOfABatch(int rows) {
        Meaning.check(ofABatch(), rows);
    }

    private Graph ofABatch() {
        outputIs("y", math.contract("bj,jk->bk", input("x", 9), weight("w", 9, 64)));
        return graph.build();
    }

    /** Terms of an example in the gradient of a weight, and tiles of machines with few lanes, then of those with 16. */
    @ParameterizedTest
    @CsvSource({"1, wTile6x2 wTile8x2 wTile4x2", "3, wTile6x2 wTile8x2 wTile4x2", "4, wTile12x2 wTile6x2"})
    void stripsOfWeightGradients(int terms, String tiles) {
        assertThat(tiles(gradient(terms), "w")).containsExactly(tiles.split(" "));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4})
    void gradientsOfWeights(int terms) {
        Meaning.check(gradient(terms), 1, 3, 21);
    }

    private Graph gradient(int terms) {
        int gradient = math.contract("bti,bto->io", input("x", terms, 40), input("y", terms, 96));
        graph.result(Result.Kind.OUTPUT, "w", gradient);
        return graph.build();
    }

    /** The tiles below the kernel of a result that some machine runs. */
    private static List<String> tiles(Graph built, String result) {
        List<Kernel> kernels = Meaning.kernels(built, UnaryOperator.identity());
        return ForLanes.of(4, 16, kernels, List.of(result)).stream()
                .map(Kernel::name)
                .filter(name -> name.contains("Tile"))
                .toList();
    }
}
