package dev.nnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.cli.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands with the real compiler: from the text of a model to predictions. */
class WholeWayTest {
    private static final String MODEL = """
            model Line {
                input  x: float[2]
                target side: class(below, above)

                logit = x -> standardize -> dense(1)

                output probability of side = sigmoid(logit)
                loss   binary_cross_entropy(logit, side)
                metric accuracy(logit, side)
            }

            train Line {
                data      "line.csv"
                optimizer sgd(rate = 0.5)
                batch     16
                epochs    30
                validate  0.2
                seed      1
            }
            """;

    @TempDir
    Path folder;

    private Path model;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void writeFiles() throws IOException {
        model = Files.writeString(folder.resolve("line.nn"), MODEL);
        StringBuilder rows = new StringBuilder("a,b,side\n");
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            double a = 100 + 10 * random.nextGaussian();
            double b = random.nextGaussian();
            rows.append(a).append(',').append(b).append(a - 100 > 10 * b ? ",above\n" : ",below\n");
        }
        Files.writeString(folder.resolve("line.csv"), rows);
    }

    @Test
    void trainsEvaluatesAndPredicts() throws IOException {
        Path weights = folder.resolve("w.safetensors");

        assertThat(run("train", model, "--weights", weights, "-q")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).containsPattern("validation_accuracy +(0\\.9|1\\.0)");

        out.reset();
        Path rows = Files.writeString(folder.resolve("new.csv"), "b,a\n-3,130\n3,70\n");
        assertThat(run("predict", model, "--weights", weights, "--data", rows)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines().map(line -> line.replaceAll(".*,", "")))
                .containsExactly("side", "above", "below");
    }

    @Test
    void summarizes() {
        assertThat(run("summary", model)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("logit.dense", "parameters        3, and 4 in buffers");
        out.reset();
        assertThat(run("summary", model, "--json")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"parameters\":3,\"buffers\":4");
    }

    @Test
    void reportsMistakesInTheModel() throws IOException {
        Files.writeString(model, MODEL.replace("sigmoid(logit)", "sigmoid(logt)"));

        assertThat(run("check", model)).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("line.nn:7:", "logt", "did you mean `logit`?");
    }

    private int run(Object... arguments) {
        String[] args = new String[arguments.length];
        for (int i = 0; i < args.length; i++) {
            args[i] = arguments[i].toString();
        }
        return Main.run(args, Console.plain(stream(out), stream(err)));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
