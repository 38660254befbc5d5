package dev.nnc.compiler.semantic.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.nnc.compiler.ir.GraphPrinter;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.semantic.library.function.Functions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The functions against Java's own mathematics and central differences. */
class FunctionTest {
    private static final double[] VALUES = {0.3, 1.7, 2.5, 0.9, 3.5, 0.5};

    static Stream<Arguments> elementary() {
        return Stream.of(
                of("exp", Math::exp),
                of("expm1", Math::expm1),
                of("log", Math::log),
                of("log1p", Math::log1p),
                of("log2", x -> Math.log(x) / Math.log(2)),
                of("log10", Math::log10),
                of("sqrt", Math::sqrt),
                of("rsqrt", x -> 1 / Math.sqrt(x)),
                of("square", x -> x * x),
                of("abs", Math::abs),
                of("sin", Math::sin),
                of("cos", Math::cos),
                of("tan", Math::tan));
    }

    private static Arguments of(String name, DoubleUnaryOperator expected) {
        return arguments(name, expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("elementary")
    void elementaryFunctionsAreJavas(String name, DoubleUnaryOperator expected) {
        Bench bench = new Bench();
        int y = call(bench, name, "x", bench.floats("x", new int[] {2, 3}, VALUES));
        double[] actual = bench.value(y);
        for (int i = 0; i < VALUES.length; i++) {
            assertThat(actual[i]).isCloseTo(expected.applyAsDouble(VALUES[i]), within(1e-12));
        }
        bench.checkGradient(y, "x");
    }

    @Test
    void roundingGoesToTheNearestAndFromHalvesToTheEven() {
        double[] x = {-2.5, -1.5, -0.4, 0.5, 1.5, 2.6};
        assertThat(ofColumn("round", x)).containsExactly(new double[] {-2, -2, 0, 0, 2, 3}, within(0.0));
        assertThat(ofColumn("floor", x)).containsExactly(-3, -2, -1, 0, 1, 2);
        assertThat(ofColumn("ceil", x)).containsExactly(new double[] {-2, -1, 0, 1, 2, 3}, within(0.0));
        assertThat(ofColumn("sign", x)).containsExactly(-1, -1, -1, 1, 1, 1);
    }

    /** Abramowitz and Stegun, table 7.1, and its mirror. */
    @Test
    void theErrorFunctionIsThatOfTheTable() {
        assertThat(ofColumn("erf", -0.5, 0, 0.1, 1, 2))
                .containsExactly(
                        new double[] {-0.5204998778, 0, 0.1124629160, 0.8427007929, 0.9953222650}, within(1e-9));
    }

    private static double[] ofColumn(String name, double... x) {
        Bench bench = new Bench();
        return bench.value(call(bench, name, "x", bench.column("x", x)));
    }

    @Test
    void stoppedGradientsStop() {
        Bench bench = new Bench();
        int x = bench.column("x", 2, 3);
        assertThat(bench.slope(bench.math.mul(x, call(bench, "stop_gradient", "x", x)), x))
                .containsExactly(2, 3);
    }

    static Stream<Arguments> reductions() {
        return Stream.of(
                arguments("sum", List.of(), 1 + 5 + 3 + 7.0),
                arguments("mean", List.of(), 4.0),
                arguments("max", List.of(), 7.0),
                arguments("min", List.of(), 1.0),
                arguments("var", List.of(), 20 / 3.0),
                arguments("var", List.of("correction", 0.0), 5.0),
                arguments("std", List.of("correction", 0.0), Math.sqrt(5)),
                arguments("logsumexp", List.of(), Math.log(Math.exp(1) + Math.exp(5) + Math.exp(3) + Math.exp(7))),
                arguments("norm", List.of(), Math.sqrt(1 + 25 + 9 + 49)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("reductions")
    void reductionsTakeAllOrSomeAxes(String name, List<Object> parameters, double ofAll) {
        Bench bench = new Bench();
        int whole = bench.floats("x", new int[] {2, 2}, 1, 5, 3, 7);
        int all = reduce(bench, name, whole, parameters);
        assertThat(bench.tensor(all).shape()).isEmpty();
        assertThat(bench.value(all)[0]).isCloseTo(ofAll, within(1e-12));
        bench.checkGradient(all, "x");

        Bench deep = new Bench();
        int x = deep.floats("x", new int[] {2, 2, 2}, 1, 5, 3, 7, 1, 5, 3, 7);
        int each = reduce(deep, name, x, with(parameters, "axis", List.of(-2, -1)));
        assertThat(deep.value(each)).containsExactly(new double[] {ofAll, ofAll}, within(1e-12));
        int kept = reduce(deep, name, x, with(with(parameters, "axis", List.of(0, 1)), "keep", true));
        assertThat(deep.tensor(kept).shape()).containsExactly(2, 1, 1);
        assertThat(deep.value(kept)).containsExactly(new double[] {ofAll, ofAll}, within(1e-12));
        deep.checkGradient(each, "x");
    }

    private static List<Object> with(List<Object> parameters, String name, Object value) {
        List<Object> more = new ArrayList<>(parameters);
        more.addAll(List.of(name, value));
        return more;
    }

    private static int reduce(Bench bench, String name, int x, List<Object> parameters) {
        return call(bench, name, with(parameters, "x", x).toArray());
    }

    @Test
    void reductionsLeavePaddingOut() {
        Bench bench = new Bench();
        double[] lengths = {2, 3};
        int x = Padded.leaf(bench, "x", lengths, new double[][] {{-3, -1, 50}, {-1, -2, -6}});
        assertThat(bench.value(call(bench, "mean", "x", x, "axis", -1))).containsExactly(-2, -3);
        assertThat(bench.value(call(bench, "max", "x", x, "axis", -1))).containsExactly(-1, -1);
        assertThat(bench.value(call(bench, "var", "x", x, "axis", -1))).containsExactly(2, 7);
        assertThat(bench.value(call(bench, "mean", "x", x))).containsExactly(-13.0 / 5);
        assertThat(bench.value(call(bench, "argmax", "x", x))).containsExactly(1, 0);
    }

    @Test
    void theLogarithmOfASumOfNothingIsMinusInfinity() {
        double inf = Double.POSITIVE_INFINITY;
        Bench bench = new Bench();
        int x = bench.floats("x", new int[] {3, 2}, -inf, -inf, 900, 900, inf, 1);
        assertThat(bench.value(call(bench, "logsumexp", "x", x, "axis", -1)))
                .containsExactly(-inf, 900 + Math.log(2), inf);
    }

    @Test
    void powersThatAreWrittenMostNeedNoPower() {
        for (double exponent : new double[] {1, 2, 0.5, -0.5, -1}) {
            Bench bench = new Bench();
            int y = call(bench, "pow", "x", bench.column("x", 1.7), "exponent", exponent);
            assertThat(bench.value(y)[0]).isCloseTo(Math.pow(1.7, exponent), within(1e-12));
            assertThat(GraphPrinter.print(bench.graph.build())).doesNotContain("= pow");
        }
        Bench bench = new Bench();
        int y = call(bench, "pow", "x", bench.column("x", 1.7), "exponent", 2.5);
        assertThat(bench.value(y)[0]).isCloseTo(Math.pow(1.7, 2.5), within(1e-12));
    }

    @Test
    void extremesOfTwoShareTheGradientOfEquals() {
        Bench bench = new Bench();
        int a = bench.column("a", 1, 2, 3);
        int b = bench.column("b", 2, 2, 1);
        int larger = call(bench, "max", "x", a, "other", b);
        assertThat(bench.value(larger)).containsExactly(2, 2, 3);
        assertThat(bench.slope(larger, a)).containsExactly(0, 0.5, 1);
        assertThat(bench.value(call(bench, "min", "x", a, "other", b))).containsExactly(1, 2, 1);
        RejectionAssert.rejects(
                () -> call(bench, "max", "x", a, "other", b, "axis", 0),
                "axis-of-pair",
                "give either a second value or an `axis`, not both");
    }

    @Test
    void clampingKeepsTheSlopeAtItsBorders() {
        Bench bench = new Bench();
        int x = bench.column("x", -2, -1, 0, 1, 2, Double.NaN);
        int y = call(bench, "clamp", "x", x, "low", -1.0, "high", 1.0);
        assertThat(bench.value(y)).containsExactly(-1, -1, 0, 1, 1, Double.NaN);
        assertThat(bench.slope(y, x)).startsWith(0, 1, 1, 1, 0);
        assertThat(bench.value(call(bench, "clamp", "x", x, "low", 1.5))[4]).isEqualTo(2);
    }

    @Test
    void whereChooses() {
        Bench bench = new Bench();
        int a = bench.column("a", 1, -2);
        int condition = bench.math.gt(a, bench.math.scalar(0));
        assertThat(bench.value(call(bench, "where", "condition", condition, "a", a, "b", 7.0)))
                .containsExactly(1, 7);
    }

    @Test
    void productsSumOverTheInnerAxis() {
        Bench bench = new Bench();
        int a = bench.floats("a", new int[] {1, 2, 2}, 1, 2, 3, 4);
        int b = bench.floats("b", new int[] {1, 2, 2}, 5, 6, 7, 8);
        int v = bench.floats("v", new int[] {1, 2}, 1, -1);
        int w = bench.leaf("w", TensorType.f32(2, 3), new Tensor(new int[] {2, 3}, new double[] {1, 0, 2, 0, 1, 3}));
        assertThat(bench.value(call(bench, "matmul", "a", a, "b", b))).containsExactly(19, 22, 43, 50);
        assertThat(bench.value(call(bench, "matmul", "a", a, "b", w))).containsExactly(1, 2, 8, 3, 4, 18);
        assertThat(bench.value(call(bench, "matmul", "a", v, "b", w))).containsExactly(1, -1, -1);
        assertThat(bench.value(call(bench, "matmul", "a", a, "b", v))).containsExactly(-1, -1);
        assertThatThrownBy(() -> call(bench, "matmul", "a", w, "b", a))
                .isInstanceOf(ShapeMismatch.class)
                .hasMessage(
                        "the last axis of f32[2,3], of size 3, and the last but one of f32[b,2,2], of size 2, must have one size");
    }

    @Test
    void movementPutsElementsElsewhere() {
        Bench bench = new Bench();
        int x = bench.floats("x", new int[] {1, 2, 3}, 1, 2, 3, 4, 5, 6);
        assertThat(bench.tensor(call(bench, "reshape", "x", x, "sizes", List.of(3, 2)))
                        .shape())
                .containsExactly(1, 3, 2);
        assertThat(bench.tensor(call(bench, "flatten", "x", x)).shape()).containsExactly(1, 6);
        assertThat(bench.value(call(bench, "transpose", "x", x))).containsExactly(1, 4, 2, 5, 3, 6);
        assertThat(bench.value(call(bench, "concat", "parts", List.of(x, x), "axis", 0)))
                .containsExactly(1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6);
        int same = call(bench, "arange", "size", 3);
        int rows = call(bench, "slice", "x", x, "to", 1, "axis", 0);
        assertThat(bench.value(call(bench, "concat", "parts", List.of(same, call(bench, "flatten", "x", rows)))))
                .containsExactly(0, 1, 2, 1, 2, 3);
        assertThat(bench.value(call(bench, "slice", "x", x, "from", -2))).containsExactly(2, 3, 5, 6);
        assertThat(bench.value(call(bench, "slice", "x", x, "to", -1))).containsExactly(1, 2, 4, 5);
        assertThat(bench.value(call(bench, "slice", "x", x, "step", 2))).containsExactly(1, 3, 4, 6);
        assertThat(bench.value(call(bench, "split", "x", x, "parts", 3, "part", 1)))
                .containsExactly(2, 5);
        assertThat(bench.value(call(bench, "split", "x", x, "parts", 2, "part", -1, "axis", 0)))
                .containsExactly(4, 5, 6);
    }

    @Test
    void movementOutsideIsRefused() {
        Bench bench = new Bench();
        int x = bench.floats("x", new int[] {1, 3}, 1, 2, 3);
        RejectionAssert.rejects(
                () -> call(bench, "slice", "x", x, "from", 1, "to", 5),
                "slice-range",
                "a slice from 1 to 5 does not lie in an axis of size 3");
        RejectionAssert.rejects(
                () -> call(bench, "split", "x", x, "parts", 2, "part", 0),
                "uneven-split",
                "an axis of size 3 has no 2 equal parts");
        RejectionAssert.rejects(
                () -> call(bench, "split", "x", x, "parts", 3, "part", 3),
                "out-of-range",
                "`part` must be below 3, not 3");
    }

    @Test
    void idsBecomeVectorsAndVectorsIds() {
        Bench bench = new Bench();
        int ids = bench.ids("i", new int[] {1, 2}, 2, 0);
        int hot = call(bench, "one_hot", "ids", ids, "size", 3);
        assertThat(bench.value(hot)).containsExactly(0, 0, 1, 1, 0, 0);
        assertThat(bench.value(call(bench, "argmax", "x", hot))).containsExactly(2, 0);
        assertThat(SampleCall.call(bench.graph, SampleCall.named(Functions.all(), "argmax"), "x", hot)
                        .classes())
                .isEqualTo(3);
        assertThat(bench.value(call(bench, "arange", "size", 3))).containsExactly(0, 1, 2);
        assertThat(bench.value(call(bench, "zeros", "sizes", List.of(2)))).containsExactly(0, 0);
        assertThat(bench.value(call(bench, "ones", "sizes", List.of(2)))).containsExactly(1, 1);
    }

    @Test
    void vectorsOfNoLengthHaveNoDirectionAndNoSlope() {
        Bench bench = new Bench();
        int a = bench.floats("a", new int[] {2, 2}, 3, 4, 0, 0);
        int b = bench.floats("b", new int[] {2, 2}, 4, 3, 1, 1);
        int cosine = call(bench, "cosine_similarity", "a", a, "b", b);
        assertThat(bench.value(cosine)).containsExactly(new double[] {0.96, 0}, within(1e-12));
        assertThat(bench.slope(call(bench, "norm", "x", a, "axis", -1), a))
                .containsExactly(new double[] {0.6, 0.8, 0, 0}, within(1e-12));
        assertThat(bench.value(call(bench, "normalize", "x", a)))
                .containsExactly(new double[] {0.6, 0.8, 0, 0}, within(1e-12));
    }

    private static int call(Bench bench, String name, Object... arguments) {
        return bench.call(Functions.all(), name, arguments);
    }
}
