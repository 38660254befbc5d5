package dev.nnc.compiler.loops;

import dev.nnc.compiler.autodiff.Differentiate;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Absolute;
import dev.nnc.compiler.ir.op.ArgMax;
import dev.nnc.compiler.ir.op.Concat;
import dev.nnc.compiler.ir.op.Cos;
import dev.nnc.compiler.ir.op.Erf;
import dev.nnc.compiler.ir.op.Exp;
import dev.nnc.compiler.ir.op.Expm1;
import dev.nnc.compiler.ir.op.Floor;
import dev.nnc.compiler.ir.op.Iota;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Negate;
import dev.nnc.compiler.ir.op.Pad;
import dev.nnc.compiler.ir.op.Reshape;
import dev.nnc.compiler.ir.op.Reverse;
import dev.nnc.compiler.ir.op.Sigmoid;
import dev.nnc.compiler.ir.op.Sign;
import dev.nnc.compiler.ir.op.Sin;
import dev.nnc.compiler.ir.op.Slice;
import dev.nnc.compiler.ir.op.Softplus;
import dev.nnc.compiler.ir.op.Tanh;
import dev.nnc.compiler.ir.op.Transpose;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernels of graphs compute what the graphs mean. */
class LoweringTest extends LoweredGraph {
    private void outputIs(int node) {
        outputIs("y", node);
        Meaning.check(graph.build());
    }

    static Stream<Op> functions() {
        return Stream.of(
                new Absolute(),
                new Negate(),
                new Exp(),
                new Expm1(),
                new Sigmoid(),
                new Softplus(),
                new Tanh(),
                new Erf(),
                new Sin(),
                new Cos(),
                new Floor(),
                new Sign());
    }

    @ParameterizedTest
    @MethodSource("functions")
    void functionOfEachElement(Op op) {
        outputIs(graph.add(op, math.scale(input("x", 19), 3)));
    }

    @Test
    void logarithmsAndRoots() {
        int positive = math.shift(math.abs(input("x", 19)), 0.01);
        outputIs("log", math.log(positive));
        outputIs("log1p", math.log1p(positive));
        outputIs("sqrt", math.sqrt(positive));
        outputIs("rsqrt", math.rsqrt(positive));
        outputIs("pow", math.pow(positive, math.like(positive, 1.7)));
        Meaning.check(graph.build());
    }

    @Test
    void broadcastsRowsColumnsAndNumbers() {
        int x = input("x", 7);
        int column = math.sum(x, List.of(1), true);
        outputIs(math.add(math.mul(x, weight("w", 7)), math.div(column, math.count())));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16, 33})
    void softmaxOfRows(int width) {
        int x = input("x", width);
        int shifted = math.sub(x, math.max(x, List.of(1), true));
        int e = math.exp(shifted);
        outputIs(math.div(e, math.sum(e, List.of(1), true)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 16, 17, 40, 64, 80})
    void denseLayerWithItsGradients(int width) {
        int x = input("x", 13);
        int w = weight("w", width, 13);
        int bias = weight("bias", width);
        int v = weight("v", 3, width);
        int hidden = math.tanh(math.add(math.contract("bi,oi->bo", x, w), bias));
        int y = math.contract("bo,po->bp", hidden, v);
        int loss = math.mean(math.square(y), List.of(0, 1), false);
        outputIs("y", y);
        graph.result(Result.Kind.LOSS, "loss", loss);
        List<Integer> gradients = Differentiate.gradients(graph, loss, List.of(w, bias, v));
        graph.result(Result.Kind.GRADIENT, "w", gradients.get(0));
        graph.result(Result.Kind.GRADIENT, "bias", gradients.get(1));
        graph.result(Result.Kind.GRADIENT, "v", gradients.get(2));
        Meaning.check(graph.build());
    }

    /** Tiles of six rows, of five, and one that is moved back. */
    @Test
    void anyNumberOfRows() {
        outputIs(math.contract("bi,oi->bo", input("x", 5), weight("w", 48, 5)));
        Meaning.check(graph.build(), IntStream.rangeClosed(6, Meaning.MAX_BATCH).toArray());
    }

    /** More columns than one group with so many terms has, and so many terms that tiles go down the rows. */
    @ParameterizedTest
    @CsvSource({"600, 128", "1030, 48"})
    void productOfManyTerms(int terms, int width) {
        outputIs(math.contract("bi,oi->bo", input("x", terms), weight("w", width, terms)));
        Meaning.check(graph.build(), 7);
    }

    /** So many rows an example that blocks of them share the columns. */
    @ParameterizedTest
    @ValueSource(ints = {48, 52})
    void denseLayerAtEachPlace(int places) {
        int x = input("x", places, 5);
        int product = math.contract("bti,oi->bto", x, weight("w", 80, 5));
        graph.result(Result.Kind.OUTPUT, "y", math.tanh(math.add(product, weight("bias", 80))));
        Meaning.check(graph.build(), 1, 11, Meaning.MAX_BATCH);
    }

    /** So many terms that they are summed some examples after the other; rows that leave some, or none, for the last strip. */
    @ParameterizedTest
    @ValueSource(ints = {12, 14})
    void gradientOfAWeightOverManyTerms(int rows) {
        int x = input("x", 40, rows);
        int w = weight("w", 64, rows);
        int y = math.contract("bti,oi->bto", x, w);
        int loss = math.mean(math.square(y), List.of(0, 1, 2), false);
        graph.result(Result.Kind.LOSS, "loss", loss);
        graph.result(
                Result.Kind.GRADIENT,
                "w",
                Differentiate.gradients(graph, loss, List.of(w)).get(0));
        Meaning.check(graph.build(), 5, 16);
    }

    @Test
    void sharedWeightsAddTheirGradients() {
        int w = weight("w", 9, 6);
        int a = math.tanh(math.contract("bi,oi->bo", input("a", 6), w));
        int b = math.tanh(math.contract("bi,oi->bo", input("b", 6), w));
        int loss = math.mean(math.abs(math.sub(a, b)), List.of(0, 1), false);
        graph.result(Result.Kind.LOSS, "loss", loss);
        graph.result(
                Result.Kind.GRADIENT,
                "w",
                Differentiate.gradients(graph, loss, List.of(w)).get(0));
        Meaning.check(graph.build());
    }

    @Test
    void batchedMatrixProducts() {
        int a = input("a", 5, 4);
        int b = input("b", 7, 4);
        outputIs("ab", math.contract("btd,bsd->bts", a, b));
        outputIs("alike", math.contract("btd,btd->bd", a, a));
        outputIs("wide", math.contract("btd,od->bto", a, weight("w", 18, 4)));
        Meaning.check(graph.build());
    }

    @Test
    void crossEntropyWithItsGradient() {
        int logits = math.contract("bi,oi->bo", input("x", 6), weight("w", 3, 6));
        int ids = graph.add(new Leaf(Leaf.Kind.INPUT, "label", new TensorType(DType.I32, List.of(Axis.BATCH))));
        TensorType classes = new TensorType(DType.I32, List.of(Axis.BATCH, Axis.of(3)));
        int hit = math.cast(
                math.eq(
                        graph.add(new Iota(classes, 1)),
                        math.broadcastTo(math.reshape(ids, List.of(Axis.BATCH, Axis.of(1))), classes.axes())),
                DType.F32);
        int most = math.stopGradient(math.max(logits, List.of(1), true));
        int sum = math.sum(math.exp(math.sub(logits, most)), List.of(1), true);
        int each = math.sub(math.add(math.log(sum), most), math.sum(math.mul(hit, logits), List.of(1), true));
        int loss = math.mean(each, List.of(0, 1), false);
        graph.result(Result.Kind.LOSS, "loss", loss);
        graph.result(
                Result.Kind.GRADIENT,
                "w",
                Differentiate.gradients(graph, loss, List.of(1)).get(0));
        Meaning.check(graph.build());
    }

    @Test
    void movements() {
        int x = input("x", 4, 6);
        outputIs("transposed", graph.add(new Transpose(List.of(0, 2, 1)), x));
        outputIs("sliced", graph.add(new Slice(2, 1, 6, 2), x));
        outputIs("padded", graph.add(new Pad(1, 1, 2), x));
        outputIs("reversed", graph.add(new Reverse(2), x));
        outputIs("flat", graph.add(new Reshape(List.of(Axis.BATCH, Axis.of(24))), x));
        outputIs("joined", graph.add(new Concat(2), x, math.exp(x), x));
        outputIs("stacked", graph.add(new Concat(1), x, math.exp(x)));
        outputIs("largest", graph.add(new ArgMax(2), x));
        Meaning.check(graph.build());
    }

    @Test
    void reductionsOverAnyAxes() {
        int x = input("x", 4, 6);
        List<List<Integer>> axes = new ArrayList<>(List.of(List.of(1), List.of(2), List.of(1, 2), List.of(0, 1, 2)));
        for (List<Integer> some : axes) {
            outputIs("sum" + some, math.sum(x, some, false));
        }
        outputIs("max", math.max(x, List.of(1), false));
        outputIs("min", math.min(x, List.of(2), false));
        outputIs("batch", math.sum(x, List.of(0), false));
        Meaning.check(graph.build());
    }
}
