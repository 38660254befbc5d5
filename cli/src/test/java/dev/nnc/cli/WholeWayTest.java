package dev.nnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

        CommandLineRun trained = CommandLineRun.compiled("train", model, "--weights", weights, "-q");
        assertThat(trained.code()).isZero();
        assertThat(trained.out()).containsPattern("validation_accuracy +(0\\.9|1\\.0)");

        Path rows = Files.writeString(folder.resolve("new.csv"), "b,a\n-3,130\n3,70\n");
        CommandLineRun predicted = CommandLineRun.compiled("predict", model, "--weights", weights, "--data", rows);
        assertThat(predicted.code()).isZero();
        assertThat(predicted.out().lines().map(line -> line.replaceAll(".*,", "")))
                .containsExactly("side", "above", "below");
    }

    @Test
    void modelsOfOneFileKeepTheirFilesApart() throws IOException {
        String second = MODEL.replace("Line", "OtherLine");
        Path both = Files.writeString(folder.resolve("both.nn"), MODEL + second);
        Path run = folder.resolve("run");

        for (String name : List.of("Line", "OtherLine")) {
            CommandLineRun trained =
                    CommandLineRun.compiled("train", both, "--model", name, "--epochs", 1, "-o", run, "-q");
            assertThat(trained.err()).isEmpty();
        }

        assertThat(run.resolve("line.safetensors")).exists();
        assertThat(run.resolve("otherline.safetensors")).exists();
        assertThat(run.resolve("both.safetensors")).doesNotExist();
    }

    @Test
    void summarizes() {
        CommandLineRun run = CommandLineRun.compiled("summary", model);
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("logit.dense", "parameters        3, and 4 in buffers");
        assertThat(CommandLineRun.compiled("summary", model, "--json").out())
                .contains("\"parameters\":3,\"buffers\":4");
    }

    @Test
    void saysWhatAPredictorAndATrainerHold() {
        String text = CommandLineRun.compiled("summary", model).out();
        String json = CommandLineRun.compiled("summary", model, "--json").out();
        Matcher memory = Pattern.compile("predictor +([\\d,]+) bytes in all, with activations for a batch of 16\n"
                        + "trainer +([\\d,]+) bytes in all, the predictor's included, and 256 bytes for each thread")
                .matcher(text);

        assertThat(memory.find()).as(text).isTrue();
        assertThat(json)
                .contains(
                        "\"batch\":16",
                        "\"predictor_bytes\":" + memory.group(1).replace(",", "") + ",",
                        "\"trainer_bytes\":" + memory.group(2).replace(",", "") + ",",
                        "\"thread_bytes\":256,");
    }

    @Test
    void reportsMistakesInTheModel() throws IOException {
        Files.writeString(model, MODEL.replace("sigmoid(logit)", "sigmoid(logt)"));

        CommandLineRun run = CommandLineRun.compiled("check", model);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("line.nn:7:", "logt", "did you mean `logit`?");
    }
}
