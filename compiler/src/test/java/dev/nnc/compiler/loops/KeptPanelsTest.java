package dev.nnc.compiler.loops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.NnCompiler;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.diagnostics.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A loop's weights are copied into panels once, in front of it, where its steps are enough to pay for that. */
class KeptPanelsTest {
    @ParameterizedTest
    @CsvSource({"12,64,true", "11,64,false", "12,48,false"})
    void weightsOfManyStepsAreCopiedOnce(int steps, int width, boolean kept) {
        String text = """
                model Net {
                    input x: float[%d, 8]
                    output y = x -> rnn(%d)
                }
                """.formatted(steps, width);
        String network = file(text, "Net.java");
        String note = "// y.rnn.weight_hh_l0 in panels, for all steps";
        assertThat(network.split(note, -1)).hasSize(kept ? 2 : 1);
        assertThat(network.indexOf(note)).isLessThan(network.indexOf("for (int step = 0"));
    }

    @Test
    void soAreTransposedOnesForTheWayBack() {
        String text = """
                model Net {
                    input x: float[12, 8]
                    target t: float[12, 64]
                    output y = x -> rnn(64)
                    loss mean_squared_error(y, t)
                }
                """;
        String note = "// y.rnn.weight_hh_l0.transpose in panels, for all steps";
        assertThat(file(text, "NetTrainer.java").split(note, -1)).hasSize(2);
    }

    private static String file(String text, String name) {
        Options options = Options.forPackage("com.acme").withFlavour(Options.Flavour.VECTOR);
        return NnCompiler.compile(new Source("net.nn", text), options).files().stream()
                .filter(file -> file.path().endsWith("/" + name))
                .findFirst()
                .orElseThrow()
                .text();
    }
}
