package dev.nnc.compiler.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.ir.op.Add;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.ir.op.Exp;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Random;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each invariant of a graph, broken on purpose. */
class VerifierTest {
    private static final TensorType X = TensorType.f32(2);
    private static final Node LEAF = node(0, leaf("x", X), X);

    @Test
    void aValidGraphIsHandedBack() {
        Graph graph = graph(List.of(LEAF, node(1, new Exp(), X, 0)), List.of());
        assertThat(Verifier.verify(graph)).isSameAs(graph);
    }

    @Test
    void idsArePlaces() {
        reports("%7: f32[2] = input{x} ; stands at place 0", List.of(node(7, leaf("x", X), X)));
    }

    @Test
    void inputsComeEarlier() {
        reports("%0: f32[2] = exp %0 ; %0 is no earlier node", List.of(node(0, new Exp(), X, 0)));
    }

    @Test
    void operatorsGetTheInputsThatTheyTake() {
        reports("%1: f32[2] = add %0 ; add takes 2 inputs", List.of(LEAF, node(1, new Add(), X, 0)));
    }

    @Test
    void typesFollowTheShapeRule() {
        reports(
                "%1: f32[3] = exp %0 ; the shape rule gives f32[2]",
                List.of(LEAF, node(1, new Exp(), TensorType.f32(3), 0)));
    }

    @Test
    void operatorsTakeTheirInputs() {
        TensorType three = TensorType.f32(3);
        reports(
                "%2: f32[2] = add %0, %1 ; add needs operands of one shape, not f32[2] and f32[3]",
                List.of(LEAF, node(1, leaf("y", three), three), node(2, new Add(), X, 0, 1)));
    }

    @Test
    void theBatchIsTheFirstAxis() {
        TensorType batched = X.batched();
        TensorType wrong = new TensorType(DType.F32, List.of(Axis.of(2), Axis.BATCH));
        reports(
                "%1: f32[2,b] = contract{bi,bi->ib} %0, %0 ; the batch is axis 1",
                List.of(node(0, leaf("x", batched), batched), node(1, Contraction.of("bi,bi->ib"), wrong, 0, 0)));
    }

    @Test
    void aNameStandsForOneLeaf() {
        TensorType three = TensorType.f32(3);
        reports(
                "%1: f32[3] = input{x} ; x already stands for input{x}: f32[2]",
                List.of(LEAF, node(1, leaf("x", three), three)));
    }

    @Test
    void aPlaceStandsForOneDraw() {
        Random normal = new Random(Random.Kind.NORMAL, 4, X);
        Random uniform = new Random(Random.Kind.UNIFORM, 4, X);
        reports(
                "%1: f32[2] = uniform{place=4} ; 4 already stands for normal{place=4}: f32[2]",
                List.of(node(0, normal, X), node(1, uniform, X)));
    }

    @Test
    void resultsAreNodes() {
        reports("return output y = %1 ; no such node", new Result(Result.Kind.OUTPUT, "y", 1));
    }

    @Test
    void resultsOfOneKindHaveNamesOfTheirOwn() {
        Result result = new Result(Result.Kind.OUTPUT, "y", 0);
        reports("return output y = %0 ; a second result of this kind and name", result, result);
    }

    @Test
    void aLossIsANumber() {
        reports("return loss l = %0 ; a loss is f32[], not f32[2]", new Result(Result.Kind.LOSS, "l", 0));
    }

    @Test
    void aMetricIsStatisticsPerExample() {
        reports("return metric m = %0 ; a metric is f32[b,k], not f32[2]", new Result(Result.Kind.METRIC, "m", 0));
    }

    @Test
    void aGradientHasTheShapeOfItsLeaf() {
        Graph graph = graph(
                List.of(LEAF, node(1, leaf("w", TensorType.f32(3)), TensorType.f32(3))),
                List.of(new Result(Result.Kind.GRADIENT, "w", 0)));
        assertThatThrownBy(() -> Verifier.verify(graph))
                .isInstanceOf(CompilerBug.class)
                .hasMessage("graph test: return gradient w = %0 ; is f32[2], but the leaf is f32[3]");
    }

    private static void reports(String message, List<Node> nodes) {
        assertThatThrownBy(() -> Verifier.verify(graph(nodes, List.of())))
                .isInstanceOf(CompilerBug.class)
                .hasMessage("graph test: " + message);
    }

    private static void reports(String message, Result... results) {
        assertThatThrownBy(() -> Verifier.verify(graph(List.of(LEAF), List.of(results))))
                .isInstanceOf(CompilerBug.class)
                .hasMessage("graph test: " + message);
    }

    private static Graph graph(List<Node> nodes, List<Result> results) {
        return new Graph("test", nodes, results);
    }

    private static Leaf leaf(String name, TensorType type) {
        return new Leaf(Leaf.Kind.INPUT, name, type);
    }

    private static Node node(int id, Op op, TensorType type, Integer... inputs) {
        return new Node(id, op, List.of(inputs), type, Origin.NONE);
    }
}
