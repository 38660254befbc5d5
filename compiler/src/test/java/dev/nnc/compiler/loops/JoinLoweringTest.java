package dev.nnc.compiler.loops;

import dev.nnc.compiler.autodiff.Differentiate;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.op.Concat;
import dev.nnc.compiler.ir.op.Pad;
import dev.nnc.compiler.ir.op.Slice;
import dev.nnc.compiler.passes.Pipeline;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that stand side by side are what they would be apart. */
class JoinLoweringTest extends LoweredGraph {
    private void check() {
        Meaning.check(Pipeline.standard().run(graph.build()), 1, 9);
    }

    /** A product, a chain and an input; the chain is read apart as well, and in a second join. */
    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 32})
    void partsOfSeveralKinds(int width) {
        int x = input("x", width);
        int product = math.contract("bi,oi->bo", x, weight("w", width, width));
        int chain = math.tanh(x);
        int joined = graph.add(new Concat(1), product, chain, x);
        int twice = graph.add(new Concat(1), chain, math.exp(chain), chain);
        outputIs("joined", math.scale(joined, 2));
        outputIs("twice", math.contract("bi,oi->bo", twice, weight("v", 3, 3 * width)));
        outputIs("chain", chain);
        check();
    }

    @Test
    void partsAlongAnOuterAxis() {
        int a = math.tanh(input("a", 3, 5));
        int b = math.exp(input("b", 2, 5));
        int joined = graph.add(new Concat(1), a, b);
        outputIs("sum", math.sum(joined, List.of(1), false));
        outputIs("a", math.sum(a, List.of(2), false));
        check();
    }

    /** What sets a value into zeros writes more than the value, so it is no part of another one. */
    @Test
    void partsWithZerosAround() {
        int b = math.exp(input("b", 2, 5));
        int a = graph.add(new Pad(1, 1, 1), math.tanh(input("a", 3, 5)));
        int joined = graph.add(new Concat(1), a, b);
        outputIs("sum", math.sum(joined, List.of(2), false));
        outputIs("b", math.sum(b, List.of(1), false));
        check();
    }

    @Test
    void joinsOfJoins() {
        int a = math.tanh(input("a", 16));
        int inner = graph.add(new Concat(1), a, math.exp(a));
        int outer = graph.add(new Concat(1), inner, math.sin(a));
        outputIs("inner", math.sum(inner, List.of(1), false));
        outputIs("outer", math.cos(outer));
        check();
    }

    /** The gradients of slices stand side by side, also where a part in the middle has none. */
    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16})
    void gradientsOfSlices(int width) {
        int w = weight("w", 3 * width, 4);
        int all = math.contract("bi,oi->bo", input("x", 4), w);
        int first = math.tanh(graph.add(new Slice(1, 0, width, 1), all));
        int last = math.exp(graph.add(new Slice(1, 2 * width, 3 * width, 1), all));
        int loss = math.mean(math.mul(first, last), List.of(0, 1), false);
        graph.result(Result.Kind.LOSS, "loss", loss);
        graph.result(
                Result.Kind.GRADIENT,
                "w",
                Differentiate.gradients(graph, loss, List.of(w)).get(0));
        check();
    }

    /** Heads of 16, 15 and 32 numbers, which lie side by side in one product's result. */
    @ParameterizedTest
    @ValueSource(ints = {15, 16, 32})
    void headsOfAttention(int width) {
        int heads = 2;
        int length = 5;
        int w = weight("w", 3 * heads * width, 4);
        int all = math.contract("bti,oi->bto", input("x", length, 4), w);
        int[] parts = new int[3];
        for (int i = 0; i < 3; i++) {
            int part = graph.add(new Slice(2, i * heads * width, (i + 1) * heads * width, 1), all);
            parts[i] = math.reshape(part, List.of(Axis.BATCH, Axis.of(length), Axis.of(heads), Axis.of(width)));
        }
        int scores = math.scale(math.contract("bthd,bshd->bhts", parts[0], parts[1]), 0.1);
        int e = math.exp(scores);
        int weights = math.div(e, math.sum(e, List.of(3), true));
        int read = math.contract("bhts,bshd->bthd", weights, parts[2]);
        int flat = math.reshape(read, List.of(Axis.BATCH, Axis.of(length), Axis.of(heads * width)));
        int y = math.contract("bto,po->btp", flat, weight("v", 3, heads * width));
        int loss = math.mean(math.square(y), List.of(0, 1, 2), false);
        outputIs("y", y);
        graph.result(Result.Kind.LOSS, "loss", loss);
        graph.result(
                Result.Kind.GRADIENT,
                "w",
                Differentiate.gradients(graph, loss, List.of(w)).get(0));
        check();
    }
}
