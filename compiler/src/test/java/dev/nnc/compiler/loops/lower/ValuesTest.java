package dev.nnc.compiler.loops.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.plan.Plan;
import dev.nnc.compiler.plan.Planner;
import dev.nnc.compiler.plan.Storage;
import dev.nnc.compiler.plan.WeightPlaces;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A value that meets itself forty times over is looked at once a node, not along each of 2^40 paths. */
class ValuesTest {
    private final GraphBuilder graph = new GraphBuilder("g");
    private final Arithmetic math = new Arithmetic(graph);

    @Test
    void doubledValuesOfNeighboursCanBeLoaded() {
        int x = graph.add(new Leaf(Leaf.Kind.INPUT, "x", TensorType.f32(16).batched()));
        assertThat(canLoad(doubled(math.exp(x)), false)).isTrue();
    }

    @Test
    void doubledValuesOfNoNeighboursCannot() {
        int x = graph.add(new Leaf(Leaf.Kind.INPUT, "x", TensorType.f32(16).batched()));
        assertThat(canLoad(doubled(x), true)).isFalse();
    }

    private int doubled(int node) {
        int value = node;
        for (int i = 0; i < 40; i++) {
            value = math.add(value, value);
        }
        return value;
    }

    /** Whether vectors can run along axis 1 of a value in a kernel that computes all nodes but, if wanted, the first. */
    private boolean canLoad(int node, boolean firstInMemory) {
        graph.result(Result.Kind.OUTPUT, "y", node);
        Graph built = graph.build();
        Plan plan = Planner.plan(built, WeightPlaces.of(Storage.NONE), 4);
        ProgramContext program =
                new ProgramContext(plan, new KernelLibrary(), new KnownRegions(), new Workload(4, false, 16, 0));
        Values values = new Values(program, new KernelBuilder());
        built.nodes().stream().skip(firstInMemory ? 1 : 0).forEach(each -> values.hide(each.id()));
        return assertTimeoutPreemptively(Duration.ofSeconds(20), () -> values.canLoad(node, 1));
    }
}
