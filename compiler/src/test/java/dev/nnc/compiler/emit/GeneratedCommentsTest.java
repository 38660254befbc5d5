package dev.nnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.Compilation;
import dev.nnc.compiler.GeneratedFile;
import dev.nnc.compiler.NnCompiler;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.diagnostics.Source;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(files("/Net.java", "out = leaky_relu(x, 0.25) * 2")).contains("= leaky_relu(x.copy, 0.25) * 2");
    }

    @Test
    void upperBoundIsMinimum() {
        assertThat(files("/Net.java", "out = relu6(x) * 2")).contains("((x.copy <= 0) ? 0 : (min(x.copy, 6) * 2))");
    }

    @Test
    void differentValuesHaveDifferentNames() {
        assertThat(files("/NetTrainer.java", "out = x -> dense(4) -> relu -> dense(4) -> relu -> dense(4)"))
                .contains("out.relu = relu(dot(x, ")
                .contains("out.relu2 = relu(dot(out.relu, ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"relu", "sigmoid", "tanh", "gelu", "softmax", "log_softmax", "swish", "mish", "softplus"})
    void functionsAreCalledByTheirWord(String function) {
        assertThat(files("/NetTrainer.java", "out = x -> dense(4) -> " + function + " -> dense(4)"))
                .contains("// out." + function + " = ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dropout(0.5)", "layer_norm"})
    void layersAreCalledByTheirWord(String layer) {
        assertThat(files("/NetTrainer.java", "out = x -> dense(4) -> " + layer + " -> dense(4)"))
                .contains("// out." + layer.replaceAll("\\(.*", "") + " = ");
    }

    @Test
    void whatIsAllOfAValueHasItsName() {
        assertThat(files("/Net.java", "hidden = x -> dense(4) -> relu", "out = hidden -> dense(4)"))
                .contains("// hidden = relu(dot(x, ");
    }

    @Test
    void stepsOfAFunctionAreCalledByItsWordAndTheirOperator() {
        assertThat(files("/NetTrainer.java", "out = x -> dense(4) -> softmax -> dense(4)"))
                .contains("// out.softmax = softmax.exp / sum(exp(out.dense - max(out.dense)))");
    }

    @Test
    void aCopyIsCalledByWhatIsCopied() {
        assertThat(files("/NetTrainer.java", "out = x -> dense(4)"))
                .contains("// t.copy = copy(t)")
                .contains("kernels.copyT(");
    }

    @Test
    void aGradientIsCalledByTheValueThatItIsOf() {
        assertThat(files("/NetTrainer.java", "out = x -> dense(4) -> relu -> dense(4)"))
                .contains("// d out.dense = ((out.relu <= 0) ? 0 : dot(d out, weight.transpose))")
                .contains("// d out.dense.weight = dot(x, d out.dense)");
    }
}
