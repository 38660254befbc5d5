package dev.nnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code nnc train}: what it learns, says, and leaves behind. */
class TrainTest {
    @TempDir
    Path folder;

    private TumourFolder tumour;

    @BeforeEach
    void writeFiles() throws IOException {
        tumour = TumourFolder.in(folder);
    }

    @Test
    void trainsAndWritesWeightsMetricsAndPicture() throws IOException {
        CommandLineRun run = tumour.train();

        assertThat(run.err())
                .contains("Tumour: 60 examples to learn from, 20 held out, seed 42", "epoch 20/20  train_loss 0.");
        assertThat(run.code()).isZero();
        assertThat(run.out()).containsPattern("validation_accuracy +(0\\.9|1\\.0)");
        assertThat(Files.readAllLines(tumour.run().resolve("tumour.metrics.jsonl")))
                .hasSize(20);
        BufferedImage picture =
                ImageIO.read(tumour.run().resolve("tumour.loss.png").toFile());
        assertThat(picture.getWidth()).isGreaterThan(600);
        assertThat(run.err()).contains(tumour.weights().toString(), "tumour.loss.png", "tumour.metrics.jsonl");
        assertThat(names(tumour.run()))
                .containsExactlyInAnyOrder(
                        "tumour.safetensors",
                        "tumour.checkpoint.safetensors",
                        "tumour.trajectory.safetensors",
                        "tumour.metrics.jsonl",
                        "tumour.loss.png");
    }

    @Test
    void endsWithOneLineOfJson() {
        CommandLineRun run = CommandLineRun.of("train", tumour.model(), "--json", "-q", "-o", tumour.run());

        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines()).hasSize(1);
        JsonNode json = JsonMapper.shared().readTree(run.out());
        assertThat(json.get("validation_accuracy").asDouble()).isGreaterThan(0.9);
        assertThat(json.get("train_loss").asDouble()).isLessThan(0.5);
        assertThat(json.get("validation_loss").asDouble()).isLessThan(0.5);
        assertThat(json.get("epochs").asInt()).isEqualTo(20);
        assertThat(json.get("best_epoch").asInt()).isEqualTo(20);
        assertThat(json.get("end").asString()).isEqualTo("finished");
        assertThat(json.get("seed").asLong()).isEqualTo(42);
        assertThat(json.get("seconds").asDouble()).isPositive();
        assertThat(json.get("weights").asString()).isEqualTo(tumour.weights().toString());
    }

    @Test
    void theSameSeedGivesTheSameWeights() throws IOException {
        tumour.train();
        byte[] first = Files.readAllBytes(tumour.weights());
        tumour.train();

        assertThat(Files.readAllBytes(tumour.weights())).isEqualTo(first);
        CommandLineRun.of("train", tumour.model(), "-o", tumour.run(), "--seed", 7);
        assertThat(Files.readAllBytes(tumour.weights())).isNotEqualTo(first);
    }

    @Test
    void resumingGivesTheSameBitsAsTrainingThrough() throws IOException {
        tumour.train();
        byte[] through = Files.readAllBytes(tumour.weights());
        Path half = folder.resolve("half/w.safetensors");

        assertThat(CommandLineRun.of("train", tumour.model(), "--weights", half, "--epochs", 8)
                        .code())
                .isZero();
        Path metrics = folder.resolve("half/w.metrics.jsonl");
        String killed = "{\"epoch\":11,\"train_loss\":9}\n{\"epo"; // after its last checkpoint, in the middle of a line
        Files.writeString(metrics, killed, StandardOpenOption.APPEND);
        CommandLineRun rest = CommandLineRun.of(
                "train",
                tumour.model(),
                "--weights",
                half,
                "--resume",
                folder.resolve("half/w.checkpoint.safetensors"));

        assertThat(rest.code()).isZero();
        assertThat(Files.readAllBytes(half)).isEqualTo(through);
        List<String> lines = Files.readAllLines(metrics);
        assertThat(lines).hasSize(20);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i))
                    .startsWith("{\"epoch\":" + (i + 1) + ",")
                    .endsWith("}")
                    .doesNotContain("_loss\":9}");
        }
    }

    @Test
    void aFinishedCheckpointAsksForMoreEpochs() {
        tumour.train();

        CommandLineRun run = CommandLineRun.of(
                "train", tumour.model(), "-q", "--resume", tumour.run().resolve("tumour.checkpoint.safetensors"));

        assertThat(run.err())
                .isEqualTo("error: the checkpoint has 20 epochs behind it, and 20 are asked for\n"
                        + "help: ask for more with --epochs\n");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void otherDataThanTheCheckpointsIsNoticed() throws IOException {
        tumour.train();
        Path checkpoint = tumour.run().resolve("tumour.checkpoint.safetensors");
        Path run = folder.resolve("more");
        Object[] more = {"train", tumour.model(), "-q", "--resume", checkpoint, "--epochs", 22, "-o", run};
        String help =
                "help: give the data, --validate and --split-seed that it began with, or go on with these by --other-data\n";

        CommandLineRun less = CommandLineRun.of(with(more, "--validate", 0.5));
        assertThat(less.err()).isEqualTo("error: training began with 60 examples, but there are 40 now\n" + help);
        CommandLineRun split = CommandLineRun.of(with(more, "--split-seed", 3));
        assertThat(split.err()).startsWith("error: training began with other values of ");
        String rows = Files.readString(tumour.data());
        Files.writeString(tumour.data(), rows.replace(",malignant,", ",malign,").replace(",benign,", ",malignant,"));
        Files.writeString(tumour.data(), Files.readString(tumour.data()).replace(",malign,", ",benign,"));
        CommandLineRun other = CommandLineRun.of(more);
        assertThat(other.err()).isEqualTo("error: training began with other values of `diagnosis`\n" + help);
        assertThat(other.code()).isEqualTo(1);
        assertThat(run).doesNotExist();

        assertThat(CommandLineRun.of(with(more, "--other-data")).code()).isZero();
        assertThat(Files.readAllLines(run.resolve("tumour.metrics.jsonl"))).hasSize(2);
        assertThat(CommandLineRun.of("train", tumour.model(), "--other-data").err())
                .startsWith("error: --other-data is about a checkpoint; say which with --resume\n");
    }

    private static Object[] with(Object[] arguments, Object... more) {
        return Stream.of(arguments, more).flatMap(Stream::of).toArray();
    }

    @Test
    void aTrainingThatRunsAwayWritesNoWeights() {
        CommandLineRun run = CommandLineRun.of("train", tumour.model(), "-o", tumour.run(), "--rate", "1e39", "-q");

        assertThat(run.err())
                .isEqualTo("error: the loss became infinite or no number in epoch 1; no weights were written\n"
                        + "help: a smaller rate may help (--rate), or clipping the gradients\n");
        assertThat(run.code()).isEqualTo(1);
        assertThat(tumour.weights()).doesNotExist();
    }

    @Test
    void mistakesInTheDataLeaveNothingBehind() throws IOException {
        Files.writeString(tumour.data(), "radius,texture,diagnosis\n1,x,benign\n");

        CommandLineRun run = tumour.train();

        assertThat(run.err()).isEqualTo(tumour.data() + ":2:3: error: `x` is not a number (column `texture`)\n");
        assertThat(run.code()).isEqualTo(1);
        assertThat(tumour.run()).doesNotExist();
    }

    @Test
    void dataThatTheModelNamesIsBesideIt() throws IOException {
        Files.delete(tumour.data());

        CommandLineRun run = tumour.train();

        assertThat(run.err())
                .isEqualTo("error: there is no data file `" + tumour.data() + "`\nhelp: `data \"tumours.csv\"` in `"
                        + tumour.model() + "` is relative to that file; --data names another\n");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void numbersThatCannotBeAreRefused() {
        assertThat(CommandLineRun.of("train", tumour.model(), "--batch", 9, "-q")
                        .err())
                .isEqualTo("error: a batch of Tumour has 1 to 8 examples, not 9;"
                        + " the largest is fixed when the model is compiled\n");
        assertThat(CommandLineRun.of("train", tumour.model(), "--setting", "momentum=1", "-q")
                        .err())
                .startsWith("error: ")
                .contains("momentum", "rate");
    }

    @ParameterizedTest
    @CsvSource({
        "--threads, 0, 'must be 1 to 1024, not 0'",
        "--threads, 100000, 'must be 1 to 1024, not 100000'",
        "--epochs, 0, 'must be 1 or more, not 0'",
        "--batch, -1, 'must be 1 or more, not -1'",
        "--validate, 1, 'must be from 0 to below 1, not 1.0'",
        "--validate, NaN, 'must be from 0 to below 1, not NaN'",
        "--rate, Infinity, 'must be a finite number, not Infinity'"
    })
    void numbersOutOfRangeAreUsageErrors(String option, String number, String message) {
        CommandLineRun run = CommandLineRun.of("train", tumour.model(), option, number);

        assertThat(run.err()).startsWith("error: " + option + " " + message + "\n");
        assertThat(run.code()).isEqualTo(2);
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
