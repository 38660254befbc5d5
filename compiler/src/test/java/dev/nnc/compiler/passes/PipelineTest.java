package dev.nnc.compiler.passes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.RandomGraphs;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Add;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Multiply;
import dev.nnc.compiler.ir.op.Pad;
import dev.nnc.compiler.ir.op.Reduce;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The order of passes, the trace, the check behind each, and that large graphs take little time. */
class PipelineTest {
    private final Graph graph = RandomGraphs.make(5, 60);

    @Test
    void namesEachStepWithItsRoundAndTime() {
        AtomicLong clock = new AtomicLong();
        List<Step> steps = new ArrayList<>();
        Pipeline.standard().run(graph, clock::incrementAndGet, (step, after) -> steps.add(step));
        assertThat(steps.subList(0, 7))
                .extracting(Step::pass)
                .containsExactly(
                        "share-scans",
                        "simplify-steps",
                        "drop-unused",
                        "fold-constants",
                        "simplify-algebra",
                        "share-common",
                        "drop-unused");
        assertThat(steps).allMatch(step -> step.time() == 1);
        assertThat(steps.get(0).round()).isEqualTo(1);
        assertThat(steps.get(7).round()).isEqualTo(2);
        assertThat(steps.subList(steps.size() - 7, steps.size())).noneMatch(Step::changed);
    }

    @Test
    void givesTheSameGraphForTheSameSource() {
        assertThat(Pipeline.standard().run(graph)).isEqualTo(Pipeline.standard().run(RandomGraphs.make(5, 60)));
    }

    @Test
    void verifiesWhatAPassMakes() {
        Pass broken = new Pass() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public Graph run(Graph source) {
                return source.withResults(List.of(new Result(Result.Kind.OUTPUT, "y", -1)));
            }
        };
        Pipeline pipeline = new Pipeline(List.of(broken), 1);
        assertThatThrownBy(() -> pipeline.run(graph))
                .isInstanceOf(CompilerBug.class)
                .hasMessage("graph random5: return output y = %-1 ; no such node");
    }

    /** In time of the processor, which other work on the machine does not lengthen. */
    @Test
    void takesLittleTimeForLargeGraphs() {
        Graph large = RandomGraphs.make(1, 10_000);
        assertThat(large.nodes()).hasSizeGreaterThan(20_000);
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        Graph simpler = Pipeline.standard().run(large);
        long nanoseconds = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        assertThat(simpler.nodes()).hasSizeGreaterThan(5_000);
        assertThat(Duration.ofNanos(nanoseconds)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void takesNoStackForLongSumsAndProducts() {
        for (Op op : List.of(new Add(), new Multiply())) {
            GraphBuilder builder = new GraphBuilder("long");
            int x = input(builder);
            int value = x;
            for (int i = 0; i < 10_000; i++) {
                value = builder.add(op, value, x);
            }
            sums(builder, value);
            Graph graph = builder.build();
            assertThatCode(() -> Pipeline.standard().run(graph)).doesNotThrowAnyException();
        }
    }

    @Test
    void takesLittleTimeForValuesThatMeetThemselves() {
        for (Op op : List.of(new Add(), new Multiply())) {
            GraphBuilder builder = new GraphBuilder("doubled");
            int value = builder.add(new Pad(1, 1, 1), input(builder));
            for (int i = 0; i < 60; i++) {
                value = builder.add(op, value, value);
            }
            sums(builder, value);
            Graph graph = builder.build();
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> Pipeline.standard().run(graph));
        }
    }

    private static int input(GraphBuilder builder) {
        return builder.add(new Leaf(Leaf.Kind.INPUT, "x", TensorType.f32(4).batched()));
    }

    private static void sums(GraphBuilder builder, int... values) {
        for (int value : values) {
            int sum = builder.add(new Reduce(Reduce.Kind.SUM, List.of(1)), value);
            builder.result(Result.Kind.OUTPUT, "y" + sum, sum);
        }
    }
}
