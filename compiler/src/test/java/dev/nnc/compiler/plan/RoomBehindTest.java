package dev.nnc.compiler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Convolution;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Pool;
import dev.nnc.compiler.ir.op.Pooling;
import dev.nnc.compiler.ir.op.Window;
import dev.nnc.compiler.plan.prepare.Prepare;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Vectors that begin between two blocks of a value may end behind it, where the array still goes on. */
class RoomBehindTest {
    private static final int MAX_BATCH = 3;

    private final GraphBuilder graph = new GraphBuilder("g");
    private final Arithmetic math = new Arithmetic(graph);
    private final int picture = graph.add(
            new Leaf(Leaf.Kind.INPUT, "picture", TensorType.f32(1, 8, 28).batched()));

    private static Window window(int stride) {
        return new Window(List.of(stride, stride), List.of(0, 0), List.of(0, 0), List.of(1, 1), 1);
    }

    private int floatsBehind(int result) {
        graph.result(Result.Kind.OUTPUT, "y", result);
        Plan plan =
                Planner.plan(Prepare.prepare(graph.build(), Storage.NONE), WeightPlaces.of(Storage.NONE), MAX_BATCH);
        int end = plan.regions().stream()
                .flatMap(region -> region.writes().stream())
                .map(Region.Write::place)
                .filter(place -> place.space() instanceof Space.Arena)
                .mapToInt(place -> place.offset() + place.layout().floats(MAX_BATCH))
                .max()
                .orElseThrow();
        return plan.arenaFloats() - end;
    }

    @Test
    void ofLinesUnderAKernel() {
        int weight = graph.add(new Leaf(Leaf.Kind.PARAMETER, "w", TensorType.f32(3, 1, 3, 3)));
        assertThat(floatsBehind(math.exp(graph.add(new Convolution(window(1)), picture, weight))))
                .isEqualTo(Layout.BLOCK);
    }

    @Test
    void ofLinesUnderAPool() {
        Pooling pooling = new Pooling(2, List.of(2, 2), window(2));
        assertThat(floatsBehind(math.exp(graph.add(new Pool(Pool.Kind.MAX, pooling), picture))))
                .isEqualTo(Layout.BLOCK);
    }

    @Test
    void noneWhereVectorsBeginAtBlocks() {
        assertThat(floatsBehind(math.exp(math.square(math.sum(picture, List.of(3), true)))))
                .isZero();
    }
}
