package dev.nnc.compiler.emit.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.palantir.javapoet.JavaFile;
import dev.nnc.compiler.Compilation;
import dev.nnc.compiler.GeneratedFile;
import dev.nnc.compiler.NnCompiler;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.compiler.emit.ClassBudget;
import dev.nnc.compiler.emit.CompiledCode;
import dev.nnc.compiler.emit.ModelNames;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Origin;
import dev.nnc.compiler.ir.Reference;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.DataOutput;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.ir.model.Training;
import dev.nnc.compiler.ir.op.Sample;
import dev.nnc.compiler.ir.op.Samples;
import dev.nnc.compiler.ir.op.Unary;
import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Network;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The emitted reference of every operator computes what the compiler's own reference meaning does. */
class ReferenceWriterTest {
    /** Random numbers apart, whose own ones come from a seed; generated tests hold those against kernels. */
    private static final List<Sample> SAMPLES = Samples.all()
            .filter(sample -> !(sample.op() instanceof dev.nnc.compiler.ir.op.Random))
            .toList();

    private static CompiledCode code;

    static Stream<Integer> samples() {
        return IntStream.range(0, SAMPLES.size()).boxed();
    }

    @BeforeAll
    static void compile() {
        List<GeneratedFile> files = new ArrayList<>();
        for (int i = 0; i < SAMPLES.size(); i++) {
            Graph graph = SAMPLES.get(i).graph(SAMPLES.get(i).op());
            files.add(reference("M" + i, graph));
            files.add(network("M" + i));
        }
        code = CompiledCode.of(files);
    }

    private static GeneratedFile reference(String name, Graph graph) {
        TensorType type = graph.results(Result.Kind.OUTPUT)
                .map(result -> graph.type(result.node()))
                .findFirst()
                .orElseThrow();
        Model model = new Model(
                name,
                List.of(),
                List.of(),
                List.of(),
                List.of(new DataOutput("value", type, "")),
                List.of(),
                List.of(),
                graph,
                List.of(),
                List.of(),
                Training.DEFAULT);
        String text = JavaFile.builder(
                        "", new ReferenceWriter(model, new ModelNames("", name, Options.Flavour.BOTH)).write())
                .build()
                .toString();
        return new GeneratedFile(name + "Reference.java", text);
    }

    /** A network of no weights, which is all that a reference needs whose leaves are put there. */
    private static GeneratedFile network(String name) {
        return new GeneratedFile(name + ".java", """
                import dev.nnc.runtime.*;
                class NAME extends Network {
                  NAME() { super(Signature.of("NAME", "").build(3)); }
                  @Override public void predict(Batch inputs, int count, float[][] outputs) {}
                  @Override public Network share() { return this; }
                  @Override public Trainer trainer(Workers workers) { return null; }
                }
                """.replace("NAME", name));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void meansTheSame(int number) throws ReflectiveOperationException {
        Sample sample = SAMPLES.get(number);
        Graph graph = sample.graph(sample.op());
        Run run = sample.run();
        double[] expected = Reference.evaluate(graph, run)
                .result(Result.Kind.OUTPUT, "value")
                .data();
        double[] actual = predict("M" + number, run);
        assertThat(actual).as(sample.toString()).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as(sample + " at " + i).isEqualTo(expected[i], within(1e-12));
        }
    }

    private static double[] predict(String name, Run run) throws ReflectiveOperationException {
        Constructor<?> network = code.loadClass(name).getDeclaredConstructor();
        network.setAccessible(true);
        Network empty = (Network) network.newInstance();
        Batch batch = Batch.forTraining(empty.signature(), run.batch());
        batch.setCount(run.batch());
        Class<?> type = code.loadClass(name + "Reference");
        Constructor<?> constructor = type.getDeclaredConstructor(code.loadClass(name), Batch.class);
        constructor.setAccessible(true);
        Object reference = constructor.newInstance(empty, batch);
        Field leaves = type.getDeclaredField("leaves");
        leaves.setAccessible(true);
        for (Map.Entry<String, Tensor> leaf : run.leaves().entrySet()) {
            put((Map<?, ?>) leaves.get(reference), leaf.getKey(), value(type, leaf.getValue()));
        }
        Method predict = type.getDeclaredMethod("predict");
        predict.setAccessible(true);
        return ((double[][]) predict.invoke(reference))[0];
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<?, ?> leaves, String name, Object value) {
        ((Map<String, Object>) leaves).put(name, value);
    }

    private static Object value(Class<?> reference, Tensor tensor) throws ReflectiveOperationException {
        Constructor<?> constructor = reference
                .getClassLoader()
                .loadClass(reference.getName() + "$Value")
                .getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return constructor.newInstance(tensor.shape(), tensor.data());
    }

    /** An operator that nobody has told the reference about. */
    private record Unheard() implements Unary {
        @Override
        public String name() {
            return "unheard";
        }

        @Override
        public double apply(double x) {
            return x;
        }

        @Override
        public List<Integer> gradient(dev.nnc.compiler.ir.GraphBuilder graph, Node node, int adjoint) {
            return List.of(NO_GRADIENT);
        }
    }

    @Test
    void anOperatorWithoutAFormIsNamed() {
        Node node = new Node(0, new Unheard(), List.of(), TensorType.f32(), Origin.NONE);
        assertThatThrownBy(() -> Forms.ALL.write(new Forms.Place(node, List.of("x"), 0)))
                .isInstanceOf(CompilerBug.class)
                .hasMessageContaining("'unheard'");
    }

    @Test
    void deepGraphsAreDividedIntoMethods() {
        String text = """
                model Deep {
                    input x: float[4]
                    target t: float[4]
                    y = x -> repeat 120 { dense(4) -> tanh }
                    output y
                    loss mean_squared_error(y, t)
                }
                train Deep {
                    optimizer sgd(rate = 0.1)
                }
                """;
        Compilation compilation = NnCompiler.compile(
                new Source("deep.nn", text), Options.forPackage("").withTests(true));
        List<GeneratedFile> files = new ArrayList<>(compilation.files());
        files.addAll(compilation.tests());
        ClassBudget.check(CompiledCode.of(files));
        assertThat(compilation.tests())
                .allSatisfy(file -> assertThat(file.text().lines())
                        .allSatisfy(line ->
                                assertThat(line).hasSizeLessThanOrEqualTo(100).isEqualTo(line.stripTrailing())));
    }
}
