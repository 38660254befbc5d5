package dev.nnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.nnc.compiler.GeneratedFile;
import dev.nnc.compiler.ir.op.Elementwise;
import dev.nnc.compiler.ir.op.Sample;
import dev.nnc.compiler.ir.op.Samples;
import dev.nnc.compiler.loops.program.Scalar;
import dev.nnc.compiler.plan.Space;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator that works element by element can be printed on numbers of rank 0, and means there what it does elsewhere. */
class NumberPrinterTest {
    private static final List<Sample> SAMPLES =
            Samples.all().filter(sample -> sample.op() instanceof Elementwise).toList();

    private static Class<?> code;

    static Stream<Integer> samples() {
        return IntStream.range(0, SAMPLES.size()).boxed();
    }

    @BeforeAll
    static void compile() throws ClassNotFoundException {
        TypeSpec.Builder type = TypeSpec.classBuilder("Printed").addModifiers(Modifier.PUBLIC);
        samples().forEach(number -> type.addMethod(method(number)));
        String text = JavaFile.builder("", type.build()).build().toString();
        code = CompiledCode.of(List.of(new GeneratedFile("Printed.java", text))).loadClass("Printed");
    }

    private static MethodSpec method(int number) {
        Sample sample = SAMPLES.get(number);
        List<Scalar> operands = IntStream.range(0, sample.inputs().size())
                .<Scalar>mapToObj(i -> new Scalar.Setting("x[" + i + "]"))
                .toList();
        Scalar applied = new Scalar.Apply(sample.op().name(), operands);
        return MethodSpec.methodBuilder("m" + number)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(double.class)
                .addParameter(double[].class, "x")
                .addStatement("return $L", new NumberPrinter(new Settings()).code(applied))
                .build();
    }

    /** A setting is its own text; there is nothing else. */
    private static final class Settings implements NumberPrinter.Variables {
        @Override
        public Printed setting(String name) {
            return Printed.literal(name);
        }

        @Override
        public Printed count() {
            throw new AssertionError();
        }

        @Override
        public Printed named(String name) {
            throw new AssertionError(name);
        }

        @Override
        public Printed stored(Space space, int offset) {
            throw new AssertionError(space);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void meansTheSame(int number) throws ReflectiveOperationException {
        Sample sample = SAMPLES.get(number);
        double[][] inputs = IntStream.range(0, sample.inputs().size())
                .mapToObj(i -> sample.run().leaf("x" + i).data())
                .toArray(double[][]::new);
        Method method = code.getMethod("m" + number, double[].class);
        for (int i = 0; i < inputs[0].length; i++) {
            int element = i;
            double[] x = Stream.of(inputs).mapToDouble(input -> input[element]).toArray();
            double expected = ((Elementwise) sample.op()).apply(x);
            assertThat((double) method.invoke(null, x)).as(sample.toString()).isEqualTo(expected, within(1e-12));
        }
    }
}
