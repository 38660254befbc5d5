package dev.nnc.compiler.loops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.LaneOperators;
import dev.nnc.compiler.loops.lower.ProgramLowering;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What each example of a batch has one of, as its loss, is summed one by one, as the same numbers as in lanes. */
class BatchSumsTest extends LoweredGraph {
    private static boolean addsLanes(Graph graph, UnaryOperator<ProgramLowering> programs) {
        return LaneOperators.of(Meaning.kernels(graph, programs))
                .use(new Expr.Arithmetic(Expr.Operator.ADD, LaneOperators.FLOATS, LaneOperators.FLOATS));
    }

    private int sum(int node) {
        return math.sum(node, List.of(0), false);
    }

    @Test
    void numbersInMemory() {
        outputIs("y", sum(input("x")));
        int[] batches = IntStream.rangeClosed(1, Meaning.MAX_BATCH).toArray();
        Meaning.check(graph.build(), batches);
        assertThat(addsLanes(graph.build(), UnaryOperator.identity())).isFalse();
    }

    @Test
    void moreOfThemThanOnePassTakes() {
        for (int i = 0; i < 5; i++) {
            outputIs("y" + i, sum(input("x" + i)));
        }
        Meaning.check(graph.build());
        assertThat(addsLanes(graph.build(), UnaryOperator.identity())).isFalse();
    }

    @Test
    void numbersThatAreComputed() {
        outputIs("y", sum(math.exp(input("x"))));
        Meaning.check(graph.build());
        assertThat(addsLanes(graph.build(), UnaryOperator.identity())).isTrue();
    }

    @Test
    void largeBatches() {
        UnaryOperator<ProgramLowering> large = programs -> new ProgramLowering(2048, false);
        outputIs("y", sum(input("x")));
        Meaning.check(graph.build(), large, 1, 16, Meaning.MAX_BATCH);
        assertThat(addsLanes(graph.build(), large)).isTrue();
    }
}
