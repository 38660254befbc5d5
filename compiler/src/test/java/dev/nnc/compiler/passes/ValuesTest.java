package dev.nnc.compiler.passes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.RandomGraphs;
import dev.nnc.compiler.ir.Reference;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.Verifier;
import dev.nnc.compiler.ir.op.Tensors;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On random graphs, each pass alone and all of them together leave every result as it was. */
class ValuesTest {
    private static final double ROUNDING = 1e-9;

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachPassKeepsThem(long seed) {
        Graph graph = RandomGraphs.make(seed, 60);
        for (Pass pass : Pipeline.standard().passes()) {
            same(graph, Verifier.verify(pass.run(graph)), seed);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void thePipelineKeepsThemAndSettles(long seed) {
        Graph graph = RandomGraphs.make(seed, 60);
        AtomicInteger rounds = new AtomicInteger();
        Graph simpler = Pipeline.standard().run(graph, () -> 0, (step, after) -> rounds.set(step.round()));
        same(graph, simpler, seed);
        assertThat(simpler.nodes()).hasSizeLessThan(graph.nodes().size());
        assertThat(rounds.get()).isLessThan(Pipeline.standard().rounds());
    }

    @Test
    void aPassThatChangesAValueWouldBeSeen() {
        Graph graph = RandomGraphs.make(1, 60);
        Result loss = graph.results(Result.Kind.LOSS).findFirst().orElseThrow();
        Graph wrong = graph.withResults(List.of(new Result(loss.kind(), loss.name(), loss.node() - 1)));
        assertThat(differs(graph, wrong, loss, 1)).isTrue();
    }

    private static void same(Graph before, Graph after, long seed) {
        for (Result result : before.results()) {
            assertThat(differs(before, after, result, seed))
                    .as("%s of %s", result.text(), after)
                    .isFalse();
        }
    }

    private static boolean differs(Graph before, Graph after, Result result, long seed) {
        Run run = RandomGraphs.run(before, seed);
        Tensor expected = Reference.evaluate(before, run).result(result.kind(), result.name());
        Tensor actual = Reference.evaluate(after, run).result(result.kind(), result.name());
        return !(Tensors.difference(actual, expected) <= ROUNDING * Math.max(1, Tensors.largest(expected)));
    }
}
