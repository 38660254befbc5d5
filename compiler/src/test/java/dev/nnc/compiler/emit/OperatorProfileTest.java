package dev.nnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.Compilation;
import dev.nnc.compiler.NnCompiler;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.diagnostics.Source;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What kernels do with vectors, and nothing else, is done once before the first of them. */
class OperatorProfileTest {
    /** Calls of vectors in the text; logic is that of ints or of masks, which look alike. */
    private static final Pattern OPERATOR = Pattern.compile(
            "(?<!Math)\\.((lanewise|compare)\\(\\s*VectorOperators\\.\\w+|(add|sub|mul|div|fma|neg|abs|sqrt|blend|rearrange)\\()");

    private static final Pattern PROFILE =
            Pattern.compile("private static float useOperators\\(\\) \\{.*?\n  }\n", Pattern.DOTALL);

    private static String vectorKernels(String layers) {
        String text = "model Net {\n    input x: float[4]\n    target t: float[4]\n    out = x -> dense(4) -> " + layers
                + "\n    loss mean_squared_error(out, t)\n    output z = out\n}\ntrain Net {\n    optimizer adam()\n}\n";
        Compilation compilation = NnCompiler.compile(new Source("net.nn", text), Options.forPackage("com.acme"));
        assertThat(compilation.problems()).isEmpty();
        return compilation.files().stream()
                .filter(file -> file.path().endsWith("/NetVectorKernels.java"))
                .findFirst()
                .orElseThrow()
                .text();
    }

    private static Set<String> operators(String text) {
        return OPERATOR.matcher(text)
                .results()
                .map(call -> call.group(1).replaceAll("\\s", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "relu",
                "tanh",
                "gelu",
                "softmax",
                "leaky_relu(0.25)",
                "dropout(0.5)",
                "layer_norm",
                "batch_norm",
                "relu6 -> dense(3) -> softplus -> dense(4)",
                "dense(64) -> dense(64) -> dense(4)"
            })
    void usesTheOperatorsOfKernels(String layers) {
        String text = vectorKernels(layers);
        String profile =
                PROFILE.matcher(text).results().findFirst().orElseThrow().group();
        Set<String> used = operators(PROFILE.matcher(text).replaceFirst(""));
        assertThat(used).contains("add(", "mul(", "fma(");
        assertThat(operators(profile)).isEqualTo(used);
    }
}
