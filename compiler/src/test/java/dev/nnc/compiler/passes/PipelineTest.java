package dev.nnc.compiler.passes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.RandomGraphs;
import dev.nnc.compiler.ir.Result;
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
}
