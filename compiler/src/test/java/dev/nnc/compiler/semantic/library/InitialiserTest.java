package dev.nnc.compiler.semantic.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.Initial;
import dev.nnc.compiler.semantic.library.initial.Initialisers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The constants of the initialisers, worked out by PyTorch's rules for a weight {@code [30, 20]}. */
class InitialiserTest {
    static Stream<Arguments> initialisers() {
        double slope = Math.sqrt(5);
        return Stream.of(
                arguments("zeros", List.of(), Initial.Kind.CONSTANT, List.of(0.0)),
                arguments("ones", List.of(), Initial.Kind.CONSTANT, List.of(1.0)),
                arguments("constant", List.of("value", 3.0), Initial.Kind.CONSTANT, List.of(3.0)),
                arguments("uniform", List.of(), Initial.Kind.UNIFORM, List.of(0.0, 1.0)),
                arguments("normal", List.of("deviation", 0.02), Initial.Kind.NORMAL, List.of(0.0, 0.02)),
                arguments("truncated_normal", List.of(), Initial.Kind.TRUNCATED_NORMAL, List.of(0.0, 1.0, -2.0, 2.0)),
                arguments("xavier_uniform", List.of(), Initial.Kind.UNIFORM, spread(Math.sqrt(6.0 / 50))),
                arguments("xavier_normal", List.of("gain", 2.0), Initial.Kind.NORMAL, List.of(0.0, 0.4)),
                arguments("kaiming_uniform", List.of(), Initial.Kind.UNIFORM, spread(Math.sqrt(6.0 / 20))),
                arguments("kaiming_uniform", List.of("slope", slope), Initial.Kind.UNIFORM, spread(1 / Math.sqrt(20))),
                arguments("kaiming_normal", List.of("nonlinearity", "relu"), Initial.Kind.NORMAL, normal(2.0 / 20)),
                arguments("kaiming_normal", List.of("mode", "fan_out"), Initial.Kind.NORMAL, normal(2.0 / 30)),
                arguments("lecun_uniform", List.of(), Initial.Kind.UNIFORM, spread(Math.sqrt(3.0 / 20))),
                arguments("lecun_normal", List.of(), Initial.Kind.NORMAL, normal(1.0 / 20)),
                arguments("orthogonal", List.of("gain", 1.5), Initial.Kind.ORTHOGONAL, List.of(1.5)),
                arguments("identity", List.of(), Initial.Kind.IDENTITY, List.of(1.0)));
    }

    private static List<Double> spread(double bound) {
        return List.of(-bound, bound);
    }

    private static List<Double> normal(double variance) {
        return List.of(0.0, Math.sqrt(variance));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("initialisers")
    void constantsAreWorkedOut(String name, List<Object> parameters, Initial.Kind kind, List<Double> expected) {
        Initial initial = initial(name, TensorType.f32(30, 20), parameters.toArray());
        assertThat(initial.kind()).isEqualTo(kind);
        assertThat(initial.arguments()).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(initial.arguments().get(i)).isCloseTo(expected.get(i), within(1e-12));
        }
    }

    @Test
    void fansCountTheFieldOfAConvolution() {
        Initial initial = initial("lecun_normal", TensorType.f32(8, 4, 3, 5));
        assertThat(initial.arguments().get(1)).isCloseTo(Math.sqrt(1.0 / 60), within(1e-12));
    }

    @Test
    void aVectorHasNoFans() {
        assertThatThrownBy(() -> initial("xavier_normal", TensorType.f32(8)))
                .isInstanceOf(ShapeMismatch.class)
                .hasMessage("only a weight of two or more axes has a fan-in and a fan-out, not f32[8]");
        assertThatThrownBy(() -> initial("identity", TensorType.f32(8, 4, 3)))
                .isInstanceOf(ShapeMismatch.class)
                .hasMessage("`identity` starts a matrix, not f32[8,4,3]");
    }

    @Test
    void emptyRangesAreRefused() {
        RejectionAssert.rejects(
                () -> initial("uniform", TensorType.f32(8), "low", 2.0),
                "out-of-range",
                "`high` must be above 2, not 1");
        RejectionAssert.rejects(
                () -> initial("normal", TensorType.f32(8), "deviation", -1.0),
                "out-of-range",
                "`deviation` must be at least 0, not -1");
    }

    private static Initial initial(String name, TensorType type, Object... parameters) {
        return SampleCall.call(new GraphBuilder("none"), SampleCall.named(Initialisers.all(), name), parameters)
                .of(type);
    }
}
