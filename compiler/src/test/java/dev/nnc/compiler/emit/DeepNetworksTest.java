package dev.nnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.Compilation;
import dev.nnc.compiler.NnCompiler;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.diagnostics.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of a hundred layers compile to methods and classes that HotSpot and the class file have room for, and train. */
class DeepNetworksTest {

    @ParameterizedTest
    @ValueSource(strings = {"resnet110", "transformer24", "chain"})
    void staysWithinTheLimitsAndTrains(String name) throws Exception {
        Compilation compilation = NnCompiler.compile(source(name), Options.forPackage("com.acme"));
        assertThat(compilation.problems()).isEmpty();
        CompiledCode code = CompiledCode.of(compilation.files());
        ClassBudget.check(code);

        assertThat(RandomTraining.train(code, "", 1, 1))
                .isNotEmpty()
                .allSatisfy((tensor, values) -> assertThat(values).as(tensor).doesNotContain(Float.NaN));
    }

    private static Source source(String name) throws IOException {
        try (InputStream in = DeepNetworksTest.class.getResourceAsStream("/models/" + name + ".nn")) {
            return new Source(name + ".nn", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
