package dev.nnc.compiler.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.NumericGradient;
import dev.nnc.compiler.ir.Reference;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.ScanBuilder;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Iota;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Tensors;
import dev.nnc.compiler.passes.Pipeline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An axis {@code T <= 5}: masks made from each example's length keep its padding out of every result. */
class LengthTest {
    private static final Axis STEPS = new Axis.Length("T", 5);
    private static final TensorType SEQUENCE = new TensorType(DType.F32, List.of(Axis.BATCH, STEPS, Axis.of(2)));
    private static final double[] LENGTHS = {3, 5, 1};

    private final Graph graph = build();
    private final int loss =
            graph.results(Result.Kind.LOSS).findFirst().orElseThrow().node();

    @Test
    void gradientsAreCentralDifferences() {
        Reference values = Reference.evaluate(graph, run(0.3));
        for (String leaf : List.of("x", "w")) {
            Tensor numeric = NumericGradient.of(graph, loss, run(0.3), leaf);
            Tensor ours = values.result(Result.Kind.OUTPUT, "d " + leaf);
            assertThat(Tensors.difference(ours, numeric)).isLessThan(1e-8);
        }
    }

    @Test
    void paddingReachesNothing() {
        Reference values = Reference.evaluate(graph, run(0.3));
        Reference other = Reference.evaluate(graph, run(1e6));
        assertThat(other.value(loss).get()).isEqualTo(values.value(loss).get());
        Tensor gradient = values.result(Result.Kind.OUTPUT, "d x");
        assertThat(gradient.get(0, 2, 0)).isNotZero();
        assertThat(gradient.get(0, 3, 0)).isZero();
        assertThat(gradient.get(2, 1, 1)).isZero();
        assertThat(gradient.get(1, 4, 1)).isNotZero();
    }

    @Test
    void thePassesKeepIt() {
        Tensor before = Reference.evaluate(graph, run(0.3)).result(Result.Kind.OUTPUT, "d w");
        Graph simpler = Pipeline.standard().run(graph);
        Tensor after = Reference.evaluate(simpler, run(0.3)).result(Result.Kind.OUTPUT, "d w");
        assertThat(Tensors.difference(after, before)).isLessThan(1e-12);
    }

    /** A recurrent layer whose state stays where an example has ended, and the mean of its outputs over real steps. */
    private static Graph build() {
        GraphBuilder graph = new GraphBuilder("lengths");
        Arithmetic math = new Arithmetic(graph);
        int x = graph.add(new Leaf(Leaf.Kind.INPUT, "x", SEQUENCE));
        int w = graph.add(new Leaf(Leaf.Kind.PARAMETER, "w", TensorType.f32(2, 2)));
        int length = graph.add(
                new Leaf(Leaf.Kind.INPUT, "length", TensorType.of(DType.I32).batched()));
        TensorType perStep = new TensorType(DType.I32, List.of(Axis.BATCH, STEPS));
        int real = math.lt(graph.add(new Iota(perStep, 1)), math.broadcastTo(length, perStep.axes()));

        ScanBuilder scan = new ScanBuilder(graph, "step", STEPS, false);
        Arithmetic step = new Arithmetic(scan.body());
        int h = scan.carry(graph.constant(0, TensorType.f32(2).batched()));
        int now = scan.sequence(x);
        int wide = math.broadcastTo(math.reshape(real, List.of(Axis.BATCH, STEPS, Axis.of(1))), SEQUENCE.axes());
        int open = scan.sequence(wide);
        int next = step.tanh(step.add(now, step.contract("bi,oi->bo", h, scan.given(w))));
        scan.next(step.select(open, next, h));
        int y = scan.result(scan.output(step.select(open, next, step.like(next, 0))));

        int last = scan.result(0);
        int steps = math.sum(math.cast(real, DType.F32), List.of(1), false);
        int mean = math.div(math.sum(y, List.of(1), false), math.reshape(steps, List.of(Axis.BATCH, Axis.of(1))));
        int loss = math.mean(math.square(math.add(mean, last)), List.of(0, 1), false);
        graph.result(Result.Kind.LOSS, "loss", loss);
        List<Integer> gradients = Differentiate.gradients(graph, loss, List.of(x, w));
        graph.result(Result.Kind.OUTPUT, "d x", gradients.get(0));
        graph.result(Result.Kind.OUTPUT, "d w", gradients.get(1));
        return graph.build();
    }

    private static Run run(double padding) {
        Tensor x = Tensor.zeros(3, 5, 2);
        for (int i = 0; i < x.data().length; i++) {
            x.data()[i] = i / 2 % 5 < LENGTHS[i / 10] ? Math.sin(i) : padding;
        }
        Map<String, Tensor> leaves = new HashMap<>();
        leaves.put("x", x);
        leaves.put("w", new Tensor(new int[] {2, 2}, new double[] {0.3, -0.5, 0.7, 0.2}));
        leaves.put("length", new Tensor(new int[] {3}, LENGTHS));
        return new Run(3, leaves, (normal, place, element) -> Double.NaN);
    }
}
