package dev.nnc.compiler.autodiff;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.ScanBuilder;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Slice;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recurrent layers are scans: one with one carry, one with two. */
class GoldenRecurrentTest {
    private static final int UNITS = 11;
    private static final TensorType STATE = TensorType.f32(UNITS).batched();

    private final GraphBuilder graph = new GraphBuilder("recurrent");
    private final Arithmetic math = new Arithmetic(graph);
    private final int x = leaf(Leaf.Kind.INPUT, "in.x", TensorType.f32(7, 6).batched());
    private final ScanBuilder scan = new ScanBuilder(graph, "step", Axis.of(7), false);
    private final Arithmetic step = new Arithmetic(scan.body());

    @Test
    void rnn() throws Exception {
        int h = scan.carry(graph.constant(0, STATE));
        int next = step.tanh(gates(h, UNITS));
        scan.next(next);
        int y = scan.result(scan.output(next));
        Golden.read("layer_rnn_tanh").check(graph, y, loss(y));
    }

    @Test
    void lstm() throws Exception {
        int h = scan.carry(graph.constant(0, STATE));
        int c = scan.carry(graph.constant(0, STATE));
        int gates = gates(h, 4 * UNITS);
        int kept = step.mul(step.sigmoid(gate(gates, 1)), c);
        int added = step.mul(step.sigmoid(gate(gates, 0)), step.tanh(gate(gates, 2)));
        int cell = step.add(kept, added);
        int next = step.mul(step.sigmoid(gate(gates, 3)), step.tanh(cell));
        scan.next(next);
        scan.next(cell);
        int y = scan.result(scan.output(next));
        Golden.read("layer_lstm").check(graph, y, loss(y));
    }

    private int gates(int h, int size) {
        int fromInput = math.contract("bti,oi->bto", x, parameter("weight_ih_l0", size, 6));
        int all = math.add(fromInput, parameter("bias_ih_l0", size));
        int now = scan.sequence(all);
        int fromState = step.contract("bi,oi->bo", h, scan.given(parameter("weight_hh_l0", size, UNITS)));
        return step.add(step.add(now, fromState), scan.given(parameter("bias_hh_l0", size)));
    }

    private int gate(int gates, int index) {
        return scan.body().add(new Slice(1, index * UNITS, (index + 1) * UNITS, 1), gates);
    }

    private int loss(int y) {
        int target = leaf(Leaf.Kind.INPUT, "target.t", graph.type(y));
        return math.mean(math.square(math.sub(y, target)), List.of(0, 1, 2), false);
    }

    private int parameter(String name, int... shape) {
        return leaf(Leaf.Kind.PARAMETER, "param.rnn." + name, TensorType.f32(shape));
    }

    private int leaf(Leaf.Kind kind, String name, TensorType type) {
        return graph.add(new Leaf(kind, name, type));
    }
}
