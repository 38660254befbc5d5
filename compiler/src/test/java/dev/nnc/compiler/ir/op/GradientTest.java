package dev.nnc.compiler.ir.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.compiler.autodiff.Differentiate;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.NumericGradient;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Reference;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient of every operator against central differences of its reference meaning, and that this check can fail. */
class GradientTest {
    private static final double TOLERANCE = 1e-6;

    static Stream<Arguments> inputs() {
        return Samples.all()
                .filter(sample -> !(sample.op() instanceof StopGradient) && hasLoss(sample))
                .flatMap(sample -> IntStream.range(0, sample.inputs().size())
                        .filter(i -> sample.inputs().get(i).dtype() == DType.F32)
                        .mapToObj(i -> Arguments.of(sample, i)));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void equalsCentralDifferences(Sample sample, int input) {
        check(sample, sample.op(), input);
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void aWrongSignIsSeen(Sample sample, int input) {
        Op wrong = WrongGradient.of(sample.op(), input);
        assertThatThrownBy(() -> check(sample, wrong, input)).isInstanceOf(AssertionError.class);
    }

    private static boolean hasLoss(Sample sample) {
        return sample.graph(sample.op()).results(Result.Kind.LOSS).findAny().isPresent();
    }

    private static void check(Sample sample, Op op, int input) {
        Graph forward = sample.graph(op);
        int loss = forward.results(Result.Kind.LOSS).findFirst().orElseThrow().node();
        GraphBuilder graph = GraphBuilder.continuing(forward);
        int gradient = Differentiate.gradients(graph, loss, List.of(input)).get(0);
        Tensor ours = Reference.evaluate(graph.build(), sample.run()).value(gradient);
        Tensor numeric = NumericGradient.of(sample.graph(sample.op()), loss, sample.run(), Sample.name(input));
        double largest = Tensors.largest(numeric);
        assertThat(Tensors.difference(ours, numeric)).isLessThanOrEqualTo(TOLERANCE * Math.max(largest, 1e-3));
    }
}
