package dev.nnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.Compilation;
import dev.nnc.compiler.GeneratedFile;
import dev.nnc.compiler.NnCompiler;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.Options.Flavour;
import dev.nnc.compiler.diagnostics.Source;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole models from their source: the Java is clean and within its limits, and every way to run it gives the same bits. */
class CompiledModelsTest {
    private static final int STEPS = 2;

    /** A formula of a value as itself. */
    private static final String SAYS_NOTHING = " *(//|\\*) (.+) = \\2(  \\(.*\\))?";

    @ParameterizedTest
    @ValueSource(strings = {"perceptron", "diabetes", "digits", "custom", "gan", "vae"})
    void flavoursLanesAndThreadsGiveTheSameBits(String name) throws Exception {
        Options options = Options.forPackage("com.acme").withForceSplit(true);
        Map<String, float[]> expected =
                RandomTraining.train(compile(name, options.withFlavour(Flavour.SCALAR)), "", 1, STEPS);
        CompiledCode vectors = compile(name, options.withFlavour(Flavour.VECTOR));
        assertSame(RandomTraining.train(vectors, "", 2, STEPS), expected);
        assertSame(RandomTraining.train(compile(name, options.withFlavour(Flavour.VECTOR)), "4", 1, STEPS), expected);
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
                        .allSatisfy(line -> assertThat(line)
                                .hasSizeLessThanOrEqualTo(100)
                                .isEqualTo(line.stripTrailing())
                                .doesNotMatch(SAYS_NOTHING)));
        CompiledCode code = CompiledCode.of(compilation.files());
        ClassBudget.check(code);
        return code;
    }

    private static Source source(String name) throws IOException {
        try (InputStream in = CompiledModelsTest.class.getResourceAsStream("/models/" + name + ".nn")) {
            return new Source(name + ".nn", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
