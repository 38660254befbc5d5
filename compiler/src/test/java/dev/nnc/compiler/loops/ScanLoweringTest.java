package dev.nnc.compiler.loops;

import dev.nnc.compiler.autodiff.Differentiate;
import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.ScanBuilder;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Concat;
import dev.nnc.compiler.ir.op.Gather;
import dev.nnc.compiler.ir.op.Iota;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Slice;
import dev.nnc.compiler.passes.Pipeline;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops over steps compute what scans mean. */
class ScanLoweringTest extends LoweredGraph {
    private int zeros(int width) {
        return graph.constant(0, TensorType.f32(width).batched());
    }

    private void gradientsOf(int value, int... weights) {
        int loss = math.mean(
                math.square(value),
                IntStream.range(0, graph.type(value).rank()).boxed().toList(),
                false);
        graph.result(Result.Kind.LOSS, "loss", loss);
        List<Integer> ids = Arrays.stream(weights).boxed().toList();
        List<Integer> gradients = Differentiate.gradients(graph, loss, ids);
        for (int i = 0; i < weights.length; i++) {
            String name = ((Leaf) graph.node(weights[i]).op()).leaf();
            graph.result(Result.Kind.GRADIENT, name, gradients.get(i));
        }
    }

    private void check() {
        Meaning.check(Pipeline.standard().run(graph.build()), 1, 9);
    }

    /** tanh(x_t + h W): a slot of the state, and the state itself as an output. */
    private int[] simple(int x, int first, int w, int steps, boolean backward) {
        ScanBuilder scan = new ScanBuilder(graph, "rnn", Axis.of(steps), backward);
        int h = scan.carry(first);
        int xt = scan.sequence(x);
        int weight = scan.given(w);
        Arithmetic inner = new Arithmetic(scan.body());
        int next = inner.tanh(inner.add(inner.contract("bh,gh->bg", h, weight), xt));
        int last = scan.next(next);
        int all = scan.output(next);
        return new int[] {scan.result(last), scan.result(all)};
    }

    @ParameterizedTest
    @CsvSource({"1,5,false", "15,5,false", "16,4,true", "17,3,true", "33,1,false", "1,1,true", "7,2,true"})
    void simpleStateWithItsGradients(int width, int steps, boolean backward) {
        int x = input("x", steps, width);
        int w = weight("w", width, width);
        int first = input("first", width);
        int[] results = simple(x, first, w, steps, backward);
        outputIs("last", results[0]);
        outputIs("all", results[1]);
        int last = math.reshape(results[0], List.of(Axis.BATCH, Axis.of(1), Axis.of(width)));
        gradientsOf(graph.add(new Concat(1), results[1], last), w);
        check();
    }

    @Test
    void lastStateAlone() {
        int x = input("x", 4, 9);
        outputIs("last", simple(x, zeros(9), weight("w", 9, 9), 4, false)[0]);
        check();
    }

    /** Gates of one product, two states, one of which is handed out. */
    private int[] lstm(int gatesOfInput, int w, int width, int steps, boolean backward) {
        ScanBuilder scan = new ScanBuilder(graph, "lstm", Axis.of(steps), backward);
        int h = scan.carry(zeros(width));
        int c = scan.carry(zeros(width));
        int x = scan.sequence(gatesOfInput);
        int weight = scan.given(w);
        GraphBuilder body = scan.body();
        Arithmetic inner = new Arithmetic(body);
        int gates = inner.add(inner.contract("bh,gh->bg", h, weight), x);
        int i = inner.sigmoid(body.add(new Slice(1, 0, width, 1), gates));
        int f = inner.sigmoid(body.add(new Slice(1, width, 2 * width, 1), gates));
        int g = inner.tanh(body.add(new Slice(1, 2 * width, 3 * width, 1), gates));
        int o = inner.sigmoid(body.add(new Slice(1, 3 * width, 4 * width, 1), gates));
        int nextC = inner.add(inner.mul(f, c), inner.mul(i, g));
        int nextH = inner.mul(o, inner.tanh(nextC));
        int hSlot = scan.next(nextH);
        int cSlot = scan.next(nextC);
        int all = scan.output(nextH);
        return new int[] {scan.result(hSlot), scan.result(cSlot), scan.result(all)};
    }

    @ParameterizedTest
    @CsvSource({"1,3,false", "15,4,false", "16,3,true", "17,3,false", "32,2,false", "16,12,true", "20,13,false"})
    void longShortTermMemoryWithItsGradients(int width, int steps, boolean backward) {
        int x = input("x", steps, 5);
        int wx = weight("wx", 4 * width, 5);
        int bias = weight("bias", 4 * width);
        int w = weight("w", 4 * width, width);
        int gates = math.add(math.contract("bti,gi->btg", x, wx), bias);
        int[] results = lstm(gates, w, width, steps, backward);
        outputIs("h", results[0]);
        outputIs("c", results[1]);
        outputIs("all", results[2]);
        gradientsOf(results[2], wx, bias, w);
        check();
    }

    @Test
    void inferenceKeepsOneStateAlone() {
        int x = input("x", 5, 4 * 16);
        outputIs("h", lstm(x, weight("w", 4 * 16, 16), 16, 5, false)[0]);
        check();
    }

    /** r, z and n with the reset gate behind the product. */
    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17})
    void gatedRecurrentUnitWithItsGradients(int width) {
        int steps = 4;
        int x = input("x", steps, 3 * width);
        int w = weight("w", 3 * width, width);
        int bias = weight("bias", 3 * width);
        ScanBuilder scan = new ScanBuilder(graph, "gru", Axis.of(steps), false);
        int h = scan.carry(zeros(width));
        int xt = scan.sequence(math.tanh(x));
        GraphBuilder body = scan.body();
        Arithmetic inner = new Arithmetic(body);
        int weightIn = scan.given(w);
        int gates = inner.add(inner.contract("bh,gh->bg", h, weightIn), scan.given(bias));
        int[] of = new int[3];
        int[] own = new int[3];
        for (int i = 0; i < 3; i++) {
            of[i] = body.add(new Slice(1, i * width, (i + 1) * width, 1), xt);
            own[i] = body.add(new Slice(1, i * width, (i + 1) * width, 1), gates);
        }
        int r = inner.sigmoid(inner.add(of[0], own[0]));
        int z = inner.sigmoid(inner.add(of[1], own[1]));
        int n = inner.tanh(inner.add(of[2], inner.mul(r, own[2])));
        int next = inner.add(inner.mul(inner.sub(inner.like(z, 1), z), n), inner.mul(z, h));
        int last = scan.next(next);
        int all = scan.result(scan.output(next));
        outputIs("last", scan.result(last));
        outputIs("all", all);
        gradientsOf(all, w, bias);
        check();
    }

    /** A state that stays where the sequence has ended, as lengths ask for. */
    @Test
    void maskedSteps() {
        int steps = 4;
        int x = input("x", steps, 6);
        int w = weight("w", 6, 6);
        int length = graph.add(new Leaf(Leaf.Kind.INPUT, "length", new TensorType(DType.I32, List.of(Axis.BATCH))));
        List<Axis> axes = List.of(Axis.BATCH, Axis.of(steps));
        TensorType type = new TensorType(DType.I32, axes);
        int place = graph.add(new Iota(type, 1));
        int spread = math.broadcastTo(math.reshape(length, List.of(Axis.BATCH, Axis.of(1))), axes);
        int within = math.lt(place, spread);
        ScanBuilder scan = new ScanBuilder(graph, "masked", Axis.of(steps), false);
        int h = scan.carry(zeros(6));
        int xt = scan.sequence(x);
        int mask = scan.sequence(within);
        int weight = scan.given(w);
        Arithmetic inner = new Arithmetic(scan.body());
        int made = inner.tanh(inner.add(inner.contract("bh,gh->bg", h, weight), xt));
        int wide = inner.broadcastTo(
                inner.reshape(mask, List.of(Axis.BATCH, Axis.of(1))), List.of(Axis.BATCH, Axis.of(6)));
        int last = scan.next(inner.select(wide, made, h));
        int result = scan.result(last);
        outputIs("last", result);
        gradientsOf(result, w);
        check();
    }

    /** Ids step by step, a carry that is replaced by another, and one that is handed on as it is. */
    @Test
    void carriesThatChangePlaces() {
        int ids =
                graph.add(new Leaf(Leaf.Kind.INPUT, "ids", new TensorType(DType.I32, List.of(Axis.BATCH, Axis.of(3)))));
        ScanBuilder scan = new ScanBuilder(graph, "swap", Axis.of(3), false);
        int a = scan.carry(input("a", 5));
        int b = scan.carry(input("b", 5));
        int c = scan.carry(input("c", 5));
        int id = scan.sequence(ids);
        int table = scan.given(weight("table", 4, 5));
        Arithmetic inner = new Arithmetic(scan.body());
        int made = inner.add(inner.tanh(a), scan.body().add(new Gather(), table, id));
        int first = scan.next(b);
        int second = scan.next(made);
        int third = scan.next(c);
        int out = scan.output(inner.mul(a, c));
        outputIs("a", scan.result(first));
        outputIs("b", scan.result(second));
        outputIs("c", scan.result(third));
        outputIs("out", scan.result(out));
        check();
    }

    /** Each step looks at all keys that it is given. */
    @Test
    void stepsThatAttend() {
        int keys = input("keys", 7, 6);
        int w = weight("w", 6, 6);
        ScanBuilder scan = new ScanBuilder(graph, "attend", Axis.of(3), false);
        int h = scan.carry(input("first", 6));
        int all = scan.given(math.tanh(math.contract("bsd,ed->bse", keys, w)));
        Arithmetic inner = new Arithmetic(scan.body());
        int scores = inner.contract("bd,bsd->bs", h, all);
        int e = inner.exp(inner.sub(scores, inner.max(scores, List.of(1), true)));
        int weights = inner.div(e, inner.sum(e, List.of(1), true));
        int next = scan.next(inner.contract("bs,bsd->bd", weights, all));
        int result = scan.result(next);
        outputIs("last", result);
        gradientsOf(result, w);
        check();
    }
}
