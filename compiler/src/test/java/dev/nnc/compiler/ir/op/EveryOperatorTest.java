package dev.nnc.compiler.ir.op;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphReader;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Verifier;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No operator goes without a sample, and with it without a check of its gradient. */
class EveryOperatorTest {
    static Stream<Sample> samples() {
        return Samples.all();
    }

    @Test
    void hasASample() {
        Set<String> sampled =
                Samples.all().map(sample -> sample.op().getClass().getName()).collect(Collectors.toSet());
        assertThat(new ClassFileImporter()
                                .withImportOption(location -> !location.contains("/test-classes/"))
                                .importPackagesOf(Op.class)
                                .stream()
                                .filter(type -> type.isAssignableTo(Op.class) && !type.isInterface())
                                .filter(type -> type.getPackageName().equals("dev.nnc.compiler.ir.op"))
                                .filter(type -> type.isTopLevelClass()
                                        && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                                .map(JavaClass::getName))
                .hasSizeGreaterThan(40)
                .isSubsetOf(sampled);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isARecordOfItsAttributes(Sample sample) {
        assertThat(sample.op().getClass().isRecord()).isTrue();
        assertThat(sample.op().name()).matches("[a-z][a-z0-9_]*");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void standsInAValidGraph(Sample sample) {
        Verifier.verify(sample.graph(sample.op()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void canBePrintedAndRead(Sample sample) {
        Graph graph = sample.graph(sample.op());
        assertThat(GraphReader.read(graph.toString())).isEqualTo(graph);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void costsNoLessThanNothing(Sample sample) {
        assertThat(sample.op().flops(sample.inputs(), sample.op().type(sample.inputs()), Sample.BATCH))
                .isNotNegative();
    }
}
