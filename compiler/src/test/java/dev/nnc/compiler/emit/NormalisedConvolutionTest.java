package dev.nnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.Compilation;
import dev.nnc.compiler.NnCompiler;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.diagnostics.Source;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The training step of a normalised convolution goes over its values as seldom as it can. */
class NormalisedConvolutionTest {
    private static final String MODEL = """
            model Net {
                input  x: float[3, 8, 8]
                target label: class(3)
                logits = x -> conv(16, 3, padding = same) -> batch_norm -> relu
                           -> conv(16, 3, padding = same) -> batch_norm -> relu -> max_pool(2)
                           -> flatten -> dense(3)
                output logits
                loss   cross_entropy(logits, label)
            }
            train Net { optimizer sgd(rate = 0.1) }
            """;

    private static String gradients;
    private static String kernels;

    @BeforeAll
    static void compile() {
        Compilation compilation = NnCompiler.compile(new Source("net.nn", MODEL), Options.forPackage("com.acme"));
        assertThat(compilation.problems()).isEmpty();
        String trainer = file(compilation, "/NetTrainer.java");
        gradients = trainer.substring(
                trainer.indexOf("/** Forward and backward"), trainer.indexOf("/** The optimizer's step"));
        kernels = file(compilation, "/NetVectorKernels.java");
    }

    /** The text of a file, in which comments that take several lines are one. */
    private static String file(Compilation compilation, String end) {
        return compilation.files().stream()
                .filter(file -> file.path().endsWith(end))
                .findFirst()
                .orElseThrow()
                .text()
                .replaceAll("\n *(//|\\*)   ", " ");
    }

    private static List<String> matches(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    /** The mean, the variance, and both sums of the gradient at once; none is left for the bias in front, which is 0. */
    @Test
    void threePassesSum() {
        assertThat(matches(gradients, "// ((?:d )?logits\\.(?:conv|batch_norm)[\\w.]+) = sum\\("))
                .containsExactly(
                        "logits.batch_norm.sum",
                        "logits.batch_norm.sum2",
                        "logits.batch_norm2.sum",
                        "logits.batch_norm2.sum2",
                        "d logits.batch_norm2.sum",
                        "d logits.batch_norm.sum");
    }

    @Test
    void deviationsAreComputedAgain() {
        assertThat(matches(gradients, "// (logits\\.batch_norm\\d?\\.(?:sub|mul)\\d?) = "))
                .isEmpty();
    }

    /** The picture alone is copied into zeros. */
    @Test
    void whatIsPaddedIsComputedInPlace() {
        String line = kernels.replaceAll("\\s+", " ");
        assertThat(matches(line, "void \\w+ZeroPad\\d?\\(float\\[] \\w+, int \\w+, float\\[] (\\w+)"))
                .containsExactly("x");
    }
}
