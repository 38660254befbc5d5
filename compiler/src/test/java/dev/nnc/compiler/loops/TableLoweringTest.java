package dev.nnc.compiler.loops;

import dev.nnc.compiler.autodiff.Differentiate;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Gather;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Slice;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernels that look rows up, add them into tables, and read parts of what is in memory. */
class TableLoweringTest extends LoweredGraph {
    /** Ids are drawn from 0 to 2, so that each comes up many times. */
    private int ids(int length) {
        TensorType type = new TensorType(DType.I32, List.of(Axis.BATCH, Axis.of(length)));
        return graph.add(new Leaf(Leaf.Kind.INPUT, "ids", type));
    }

    private void gradientOf(int value, int weight, String name) {
        int loss = math.mean(math.square(value), List.of(0, 1, 2), false);
        graph.result(Result.Kind.LOSS, "loss", loss);
        graph.result(
                Result.Kind.GRADIENT,
                name,
                Differentiate.gradients(graph, loss, List.of(weight)).get(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 16, 17, 40})
    void embeddingWithRepeatedIds(int width) {
        int table = weight("table", 5, width);
        int rows = math.tanh(graph.add(new Gather(), table, ids(4)));
        outputIs("rows", rows);
        gradientOf(rows, table, "table");
        Meaning.check(graph.build());
    }

    @Test
    void embeddingOfOneIdAndOfATableWithOneRow() {
        int one = graph.add(new Leaf(Leaf.Kind.INPUT, "one", new TensorType(DType.I32, List.of(Axis.BATCH))));
        outputIs("row", graph.add(new Gather(), weight("table", 3, 6), one));
        outputIs("image", graph.add(new Gather(), weight("images", 3, 4, 5), one));
        Meaning.check(graph.build());
    }

    @Test
    void tableThatIsAlsoAProductsOperand() {
        int table = weight("table", 5, 17);
        int rows = graph.add(new Gather(), table, ids(4));
        int scores = math.contract("btd,vd->btv", math.tanh(rows), table);
        outputIs("scores", scores);
        gradientOf(scores, table, "table");
        Meaning.check(graph.build());
    }

    @Test
    void computedTable() {
        int table = math.tanh(math.contract("vi,oi->vo", weight("a", 5, 3), weight("b", 18, 3)));
        outputIs("rows", math.exp(graph.add(new Gather(), table, ids(4))));
        outputIs("table", table);
        Meaning.check(graph.build());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17})
    void gatesOfOneProduct(int width) {
        int gates = math.contract("bi,oi->bo", input("x", 7), weight("w", 3 * width, 7));
        int first = math.sigmoid(graph.add(new Slice(1, 0, width, 1), gates));
        int second = math.tanh(graph.add(new Slice(1, width, 2 * width, 1), gates));
        int third = graph.add(new Slice(1, 2 * width, 3 * width, 1), gates);
        outputIs("y", math.add(math.mul(first, second), third));
        outputIs("gates", gates);
        Meaning.check(graph.build());
    }

    @Test
    void partsAsOperandsOfProducts() {
        int x = math.tanh(input("x", 4, 3, 20));
        int queries = graph.add(new Slice(2, 0, 1, 1), x);
        int keys = graph.add(new Slice(2, 1, 2, 1), x);
        List<Axis> axes = List.of(Axis.BATCH, Axis.of(4), Axis.of(20));
        int scores = math.contract("btd,bsd->bts", math.reshape(queries, axes), math.reshape(keys, axes));
        outputIs("scores", scores);
        Meaning.check(graph.build());
    }

    @Test
    void partsOfWeightsAndInputs() {
        int x = input("x", 20);
        outputIs("x", math.exp(graph.add(new Slice(1, 3, 20, 1), x)));
        int bias = weight("bias", 37);
        outputIs("y", math.add(x, graph.add(new Slice(0, 17, 37, 1), bias)));
        Meaning.check(graph.build());
    }
}
