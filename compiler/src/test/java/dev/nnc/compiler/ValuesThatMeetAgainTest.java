package dev.nnc.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.nnc.compiler.diagnostics.Source;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value that meets itself forty times over has as many paths as 2^40; whatever walks a graph goes over each node once. */
class ValuesThatMeetAgainTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "in + in               | x -> dense(4) -> TWICE -> sum(axis = 0)",
                "in + in               | x -> dense(4) -> TWICE -> layer_norm",
                "relu(in) - in * 0.1   | x -> TWICE",
                "in * in               | x -> dense(4) -> TWICE -> dense(3)",
                "in + in               | x -> dense(4) -> TWICE -> reshape(2, 2) -> transpose -> TWICE -> flatten -> dense(2)",
            })
    void inValues(String twice, String value) {
        assertCompiles(twice, "h = " + value + "; output h; loss mean_squared_error(h -> flatten -> dense(1), y)");
    }

    @ParameterizedTest
    @CsvSource({"in + in, loss l", "in * in + in, loss l", "in + in, loss error; metric l"})
    void inLossesAndMetrics(String twice, String use) {
        assertCompiles(twice, "output h = x -> dense(1); error = mean_squared_error(h, y); l = error -> TWICE; " + use);
    }

    private static void assertCompiles(String twice, String statements) {
        String text = "block D { " + twice + " }\nmodel M {\n  input x: float[4]\n  target y: float[1]\n  "
                + statements.replace("TWICE", "repeat 40 { D }").replace("; ", "\n  ") + "\n}\n";
        Compilation compiled = assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> NnCompiler.compile(new Source("m.nn", text), Options.forPackage("com.acme")));
        assertThat(compiled.problems()).isEmpty();
    }
}
