package dev.nnc.compiler.autodiff;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Reference;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Tensors;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Batch normalization is a composition of primitive operators, its running statistics are state and update. */
class GoldenBatchNormTest {
    private static final String MEAN = "buffer.net.0.running_mean";
    private static final String VARIANCE = "buffer.net.0.running_var";
    private static final TensorType CHANNELS = TensorType.f32(5);
    private static final List<Integer> AXES = List.of(0, 2, 3);

    private final GraphBuilder graph = new GraphBuilder("batch_norm");
    private final Arithmetic math = new Arithmetic(graph);
    private final int x = leaf(Leaf.Kind.INPUT, "in.x", TensorType.f32(5, 6, 6).batched());

    @Test
    void trainingAndStatistics() throws Exception {
        Golden golden = Golden.read("layer_batch_norm2d");
        int weight = leaf(Leaf.Kind.PARAMETER, "param.net.0.weight", CHANNELS);
        int bias = leaf(Leaf.Kind.PARAMETER, "param.net.0.bias", CHANNELS);
        int target = leaf(Leaf.Kind.INPUT, "target.t", graph.type(x));
        int mean = math.mean(x, AXES, false);
        int centered = math.sub(x, spread(mean));
        int variance = math.mean(math.square(centered), AXES, false);
        int scale = math.mul(math.rsqrt(math.shift(variance, 1e-5)), weight);
        int y = math.add(math.mul(centered, spread(scale)), spread(bias));
        int count = math.scale(math.count(), 36);
        int unbiased = math.mul(variance, math.div(count, math.shift(count, -1)));
        int loss = math.mean(math.mul(y, target), List.of(0, 1, 2, 3), false);
        graph.result(Result.Kind.UPDATE, MEAN, moved(MEAN, mean));
        graph.result(Result.Kind.UPDATE, VARIANCE, moved(VARIANCE, unbiased));

        Reference values = Reference.evaluate(graph.build(), golden.run());
        Tensors.assertAgrees(values.result(Result.Kind.UPDATE, MEAN), golden.tensor("step1." + MEAN));
        Tensors.assertAgrees(values.result(Result.Kind.UPDATE, VARIANCE), golden.tensor("step1." + VARIANCE));
        GraphBuilder training = GraphBuilder.continuing(graph.build());
        golden.check(training, y, loss);
    }

    private int moved(String name, int now) {
        int before = leaf(Leaf.Kind.STATE, name, CHANNELS);
        return math.add(math.scale(before, 0.9), math.scale(math.stopGradient(now), 0.1));
    }

    private int spread(int perChannel) {
        return graph.add(new Broadcast(graph.type(x).axes(), List.of(1)), perChannel);
    }

    private int leaf(Leaf.Kind kind, String name, TensorType type) {
        return graph.add(new Leaf(kind, name, type));
    }
}
