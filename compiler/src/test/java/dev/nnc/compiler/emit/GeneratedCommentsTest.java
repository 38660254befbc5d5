package dev.nnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.Compilation;
import dev.nnc.compiler.GeneratedFile;
import dev.nnc.compiler.NnCompiler;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.diagnostics.Source;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The comments of generated code say what a person would write. */
class GeneratedCommentsTest {
    /** The generated files whose name ends like this; comments that take several lines are one. */
    private static String files(String end, String... body) {
        String text = "model Net {\n    input x: float[4]\n    target t: float[4]\n" + String.join("\n", body)
                + "\n    loss mean_squared_error(out, t)\n    output z = out\n}\ntrain Net {\n    optimizer adam()\n}\n";
        Compilation compilation = NnCompiler.compile(new Source("net.nn", text), Options.forPackage("com.acme"));
        assertThat(compilation.problems()).isEmpty();
        return compilation.files().stream()
                .filter(file -> file.path().endsWith(end))
                .map(GeneratedFile::text)
                .collect(Collectors.joining("\n"))
                .replaceAll("\n *(//|\\*)   ", " ");
    }

    @Test
    void rectifierIsOneWord() {
        assertThat(files("/Net.java", "out = x -> dense(4) -> relu")).contains("= relu(dot(x, ");
    }

    @Test
    void leakyRectifierIsOneWord() {
        assertThat(files("/Net.java", "out = leaky_relu(x, 0.25) * 2")).contains("= leaky_relu(out.copy, 0.25) * 2");
    }

    @Test
    void upperBoundIsMinimum() {
        assertThat(files("/Net.java", "out = relu6(x) * 2")).contains("((out.copy <= 0) ? 0 : (min(out.copy, 6) * 2))");
    }

    @Test
    void differentValuesHaveDifferentNames() {
        assertThat(files("/NetTrainer.java", "out = x -> dense(4) -> relu -> dense(4) -> relu -> dense(4)"))
                .contains("out.select = relu(dot(x, ")
                .contains("out.select2 = relu(dot(out.select, ");
    }
}
