package dev.nnc.compiler.loops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.loops.kernel.Kernel;
import dev.nnc.compiler.loops.kernel.LaneOperators;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns of a product that are rows in memory, such as those of a weight on the way back, are transposed in vectors. */
class TransposedColumnsTest extends LoweredGraph {
    /** Terms: too few for vectors, with a rest, in blocks; and a width that panels do not divide. */
    @ParameterizedTest
    @CsvSource({"3, 64", "4, 64", "10, 64", "39, 96", "128, 64", "7, 80", "16, 80", "130, 80"})
    void anyNumberOfTerms(int terms, int width) {
        Graph built = product(terms, width);
        Meaning.check(built, 1, 7);
        assertThat(swappedBits(built)).isEqualTo(terms < 4 ? List.of() : List.of(1, 2));
    }

    /** The gradient of the first layer goes back through the weight of the second. */
    private Graph product(int terms, int width) {
        int hidden = math.contract("bi,io->bo", input("x", 5), trained("v", 5, width));
        return learns(math.contract("bi,io->bo", hidden, trained("w", width, terms)));
    }

    private static List<Integer> swappedBits(Graph built) {
        List<Kernel> panels = Meaning.kernels(built, UnaryOperator.identity()).stream()
                .filter(kernel -> kernel.name().endsWith("Panels"))
                .toList();
        assertThat(panels).isNotEmpty();
        return LaneOperators.of(panels).swappedBits();
    }
}
