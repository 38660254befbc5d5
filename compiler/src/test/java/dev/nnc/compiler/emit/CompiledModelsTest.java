package dev.nnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.Compilation;
import dev.nnc.compiler.GeneratedFile;
import dev.nnc.compiler.NnCompiler;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.Options.Flavour;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Element;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.StandardizationSpec;
import dev.nnc.runtime.TensorSpec;
import dev.nnc.runtime.Trainer;
import dev.nnc.runtime.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole models from their source: the Java is clean and within its limits, and every way to run it gives the same bits. */
class CompiledModelsTest {
    private static final int STEPS = 2;

    @ParameterizedTest
    @ValueSource(strings = {"perceptron", "diabetes", "digits", "custom", "gan", "vae"})
    void flavoursLanesAndThreadsGiveTheSameBits(String name) throws Exception {
        Options options = Options.forPackage("com.acme").withForceSplit(true);
        Map<String, float[]> expected = train(compile(name, options.withFlavour(Flavour.SCALAR)), "", 1);
        CompiledCode vectors = compile(name, options.withFlavour(Flavour.VECTOR));
        assertSame(train(vectors, "", 2), expected);
        assertSame(train(compile(name, options.withFlavour(Flavour.VECTOR)), "4", 1), expected);
    }

    @Test
    void theSameSourceGivesTheSameText() throws IOException {
        Compilation once = NnCompiler.compile(source("perceptron"), Options.forPackage("a"));
        Compilation again = NnCompiler.compile(source("perceptron"), Options.forPackage("a"));
        assertThat(again.files()).isEqualTo(once.files()).isNotEmpty();
        assertThat(once.models()).hasSize(1);
    }

    @Test
    void theGeneratedTestsPass(@TempDir Path folder) throws Exception {
        Options options = Options.forPackage("com.acme").withTests(true);
        Compilation compilation = NnCompiler.compile(source("perceptron"), options);
        List<GeneratedFile> files = new ArrayList<>(compilation.files());
        files.addAll(compilation.tests());
        Class<?> type = CompiledCode.of(files).loadClass("com.acme.PerceptronTest");
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        int run = 0;
        for (Method test : type.getDeclaredMethods()) {
            if (test.isAnnotationPresent(Test.class)) {
                test.setAccessible(true);
                test.invoke(
                        constructor.newInstance(),
                        test.getParameterCount() == 0 ? new Object[0] : new Object[] {folder});
                run++;
            }
        }
        assertThat(run).isEqualTo(8);
    }

    @Test
    void mistakesAreInTheResult() {
        Compilation failed = NnCompiler.compile(new Source("x.nn", "model X { output y = z }"), Options.forPackage(""));
        assertThat(failed.failed()).isTrue();
        assertThat(failed.files()).isEmpty();
        assertThat(failed.problems()).isNotEmpty();
    }

    @Test
    void aBrokenTextIsNoException() {
        assertThat(NnCompiler.compile(new Source("x.nn", "model {"), Options.forPackage(""))
                        .failed())
                .isTrue();
    }

    private static void assertSame(Map<String, float[]> actual, Map<String, float[]> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach(
                (tensor, values) -> assertThat(actual.get(tensor)).as(tensor).isEqualTo(values));
    }

    private static CompiledCode compile(String name, Options options) throws IOException {
        Compilation compilation = NnCompiler.compile(source(name), options);
        assertThat(compilation.problems()).isEmpty();
        assertThat(compilation.files())
                .allSatisfy(file -> assertThat(file.text().lines())
                        .allSatisfy(line ->
                                assertThat(line).hasSizeLessThanOrEqualTo(100).isEqualTo(line.stripTrailing())));
        CompiledCode code = CompiledCode.of(compilation.files());
        ClassBudget.check(code);
        return code;
    }

    private static Source source(String name) throws IOException {
        try (InputStream in = CompiledModelsTest.class.getResourceAsStream("/models/" + name + ".nn")) {
            return new Source(name + ".nn", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Map<String, float[]> train(CompiledCode code, String lanes, int threads) throws Exception {
        if (!lanes.isEmpty()) {
            System.setProperty("nnc.lanes", lanes);
        }
        try (Workers workers = Workers.start(threads)) {
            Network network = create(code);
            try (Trainer trainer = network.trainer(workers)) {
                for (int i = 0; i < STEPS; i++) {
                    assertThat(trainer.step(batch(network, i))).isFinite();
                }
            }
            Map<String, float[]> tensors = new LinkedHashMap<>();
            for (TensorSpec tensor : network.signature().tensors()) {
                tensors.put(tensor.name(), network.tensor(tensor.name()));
            }
            return tensors;
        } finally {
            System.clearProperty("nnc.lanes");
        }
    }

    private static Network create(CompiledCode code) throws ReflectiveOperationException {
        String type = code.classFiles().keySet().stream()
                .filter(name -> name.endsWith("Trainer"))
                .findFirst()
                .orElseThrow()
                .replace("Trainer", "");
        Network network =
                (Network) code.loadClass(type).getMethod("create", long.class).invoke(null, 42L);
        for (StandardizationSpec fitted : network.signature().standardizations()) {
            float[] deviation = network.tensor(fitted.deviation());
            Arrays.fill(deviation, 0.5f);
            network.setTensor(fitted.deviation(), deviation);
        }
        return network;
    }

    /** A full batch first, then one that is smaller. */
    private static Batch batch(Network network, int step) {
        int count = Math.max(1, network.signature().maxBatch() - 5 * step);
        Batch batch = Batch.forTraining(network.signature(), count);
        Random random = new Random(step);
        for (int slot = 0; slot < batch.slots().size(); slot++) {
            InputSpec spec = batch.slots().get(slot);
            for (int i = 0; i < count * spec.size(); i++) {
                if (spec.element() == Element.FLOAT) {
                    batch.floats(slot)[i] = random.nextFloat();
                } else {
                    batch.classes(slot)[i] = random.nextInt(spec.classes());
                }
            }
        }
        batch.setCount(count);
        return batch;
    }
}
