package dev.nnc.compiler.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Origin;
import dev.nnc.compiler.ir.Reference;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Leaf;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reverse mode as a whole: paths, sums of adjoints, origins, and the borders that PyTorch defines. */
class DifferentiateTest {
    private final GraphBuilder graph = new GraphBuilder("test");
    private final Arithmetic math = new Arithmetic(graph);

    @Test
    void adjointsThatMeetAreAdded() {
        int x = scalar("x");
        int loss = math.add(math.mul(x, x), math.mul(x, math.exp(x)));
        assertThat(gradient(loss, x, Map.of("x", 0.5))).isCloseTo(1 + 1.5 * Math.exp(0.5), within());
    }

    @Test
    void whatTheLossDoesNotDependOnHasAGradientOfZeros() {
        int x = scalar("x");
        int y = graph.add(new Leaf(Leaf.Kind.INPUT, "y", TensorType.f32(2)));
        int gradient = Differentiate.gradients(graph, math.exp(x), List.of(y)).get(0);
        assertThat(graph.node(gradient).op()).isEqualTo(Constant.splat(0, TensorType.f32(2)));
    }

    @Test
    void aLossThatIsItsOwnInputHasTheGradientOne() {
        int x = scalar("x");
        assertThat(gradient(x, x, Map.of("x", 3.0))).isEqualTo(1);
    }

    @Test
    void valuesOnTheWayCanBeAskedFor() {
        int x = scalar("x");
        int y = math.square(x);
        assertThat(gradient(math.exp(y), y, Map.of("x", 0.5))).isCloseTo(Math.exp(0.25), within());
    }

    @Test
    void nothingPassesAStop() {
        int x = scalar("x");
        assertThat(gradient(math.mul(math.stopGradient(x), x), x, Map.of("x", 3.0)))
                .isEqualTo(3);
    }

    @Test
    void backwardNodesAreNamedAfterTheirForwardNode() {
        graph.at(new Origin("x", "m.nn", 1));
        int x = scalar("x");
        graph.at(new Origin("y", "m.nn", 2));
        int y = math.exp(x);
        graph.at(Origin.NONE);
        int gradient = Differentiate.gradients(graph, y, List.of(x)).get(0);
        assertThat(graph.node(gradient).origin()).isEqualTo(new Origin("d y", "m.nn", 2));
        assertThat(graph.origin()).isEqualTo(Origin.NONE);
    }

    @Test
    void aGradientThatNobodyAsksForIsNotAdded() {
        int x = scalar("x");
        int weight = scalar("w");
        int loss = math.mul(math.exp(x), weight);
        int forward = graph.size();
        Differentiate.gradients(graph, loss, List.of(weight));
        assertThat(graph.build().nodes().subList(forward, graph.size()))
                .extracting(Node::op)
                .doesNotContain(graph.node(math.exp(x)).op());
    }

    @Test
    void onlyANumberIsALoss() {
        int x = graph.add(new Leaf(Leaf.Kind.INPUT, "x", TensorType.f32(2)));
        assertThatThrownBy(() -> Differentiate.gradients(graph, x, List.of(x)))
                .isInstanceOf(CompilerBug.class)
                .hasMessage("a loss is f32[], not f32[2]");
    }

    @ParameterizedTest
    @CsvSource({
        "2,    3, 12,        5.545177444479562",
        "-2,   3, 12,        NaN",
        "0,    2, 0,         0",
        "0,    0, 0,         0",
        "5,    0, 0,         1.6094379124341003",
        "0,    1, 1,         0",
        "0,   -1, -Infinity, -Infinity",
    })
    void aPowerHasTheSlopesOfPyTorch(double base, double exponent, Double toBase, Double toExponent) {
        int x = scalar("x");
        int p = scalar("p");
        int loss = math.pow(x, p);
        Map<String, Double> at = Map.of("x", base, "p", exponent);
        assertThat(gradient(loss, x, at)).isEqualTo(toBase);
        assertThat(gradient(loss, p, at)).isEqualTo(toExponent);
    }

    @ParameterizedTest
    @CsvSource({"1,2, 0,1", "2,1, 1,0", "1,1, 0.5,0.5"})
    void equalOperandsOfAMaximumShareTheGradient(double a, double b, double toA, double toB) {
        int x = scalar("x");
        int y = scalar("y");
        int larger = math.max(x, y);
        int smaller = math.min(x, y);
        Map<String, Double> at = Map.of("x", a, "y", b);
        assertThat(gradient(larger, x, at)).isEqualTo(toA);
        assertThat(gradient(larger, y, at)).isEqualTo(toB);
        assertThat(gradient(smaller, x, at)).isEqualTo(toB);
        assertThat(gradient(smaller, y, at)).isEqualTo(toA);
    }

    @Test
    void theSlopeOfAnAbsoluteValueAtZeroIsZero() {
        int x = scalar("x");
        assertThat(gradient(math.abs(x), x, Map.of("x", 0.0))).isZero();
    }

    private int scalar(String name) {
        return graph.add(new Leaf(Leaf.Kind.INPUT, name, TensorType.f32()));
    }

    private double gradient(int loss, int wrt, Map<String, Double> at) {
        int gradient = Differentiate.gradients(graph, loss, List.of(wrt)).get(0);
        Map<String, Tensor> leaves = new HashMap<>();
        at.forEach((name, value) -> leaves.put(name, Tensor.scalar(value)));
        Run run = new Run(1, leaves, (normal, place, element) -> 0);
        return Reference.evaluate(graph.build(), run).value(gradient).get();
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-12);
    }
}
