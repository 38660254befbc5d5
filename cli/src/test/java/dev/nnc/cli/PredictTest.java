package dev.nnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code nnc predict} and {@code nnc evaluate}: what trained weights say about data. */
class PredictTest extends TrainedTumourTest {
    @Test
    void predictsProbabilitiesAndTheClass() throws IOException {
        Path csv = Files.writeString(folder.resolve("new.csv"), "texture,radius\n2,2\n-2,-2\n");

        CommandLineRun run = predict("--data", csv);

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isEqualTo("benign,malignant,diagnosis");
        assertThat(lines.get(1)).endsWith(",malignant");
        assertThat(lines.get(2)).endsWith(",benign");
        String[] first = lines.get(1).split(",");
        assertThat(Float.parseFloat(first[0]) + Float.parseFloat(first[1])).isEqualTo(1);
        assertThat(Float.parseFloat(first[1])).isGreaterThan(0.9f);
    }

    @Test
    void columnsAreFoundByNameInAnyOrder() throws IOException {
        Path one = Files.writeString(folder.resolve("one.csv"), "texture,radius\n2,1\n");
        Path other = Files.writeString(folder.resolve("other.csv"), "radius,texture\n1,2\n");

        assertThat(predict("--data", one).out())
                .isEqualTo(predict("--data", other).out());
    }

    @Test
    void ignoredColumnsAreCopied() throws IOException {
        Path csv = Files.writeString(folder.resolve("new.csv"), "id,texture,radius\nA7,2,2\n");

        assertThat(predict("--data", csv).err())
                .isEqualTo(csv + ":1:1: error: column `id` belongs to no input or target\n"
                        + "help: leave it out with --ignore id\n");
        assertThat(predict("--data", csv, "--ignore", "id").out())
                .matches("id,benign,malignant,diagnosis\nA7,[^,]+,0\\.9+\\d*,malignant\n");
    }

    @Test
    void writesAFileWholeOrNotAtAll() throws IOException {
        Path csv = Files.writeString(folder.resolve("new.csv"), "texture,radius\n2,2\n");
        Path output = folder.resolve("out/predictions.csv");

        CommandLineRun run = predict("--data", csv, "-o", output, "--json");

        assertThat(run.out()).isEqualTo("{\"predictions\":1,\"output\":\"" + output + "\"}\n");
        assertThat(Files.readAllLines(output)).hasSize(2);
        Files.writeString(csv, "texture,radius\n2,two\n");
        Path never = folder.resolve("never.csv");
        assertThat(predict("--data", csv, "-o", never).code()).isEqualTo(1);
        assertThat(never).doesNotExist();
    }

    @Test
    void evaluatesAllExamples() {
        CommandLineRun run = tumour.withWeights("evaluate", "--data", tumour.data(), "--json");

        assertThat(run.code()).isZero();
        assertThat(run.out()).matches("\\{\"loss\":0\\.\\d+,\"accuracy\":(0\\.9\\d*|1\\.0),\"examples\":80}\n");
    }

    @Test
    void weightsMustBeThereAndWhole() throws IOException {
        Path missing = folder.resolve("none.safetensors");
        assertThat(CommandLineRun.of("predict", tumour.model(), "--weights", missing)
                        .err())
                .isEqualTo("error: there is no weights file `" + missing + "`\n");
        byte[] bytes = Files.readAllBytes(tumour.weights());
        Files.write(tumour.weights(), java.util.Arrays.copyOf(bytes, bytes.length - 1));

        CommandLineRun run = predict("--data", tumour.data());

        assertThat(run.err())
                .startsWith("error: ")
                .contains(tumour.weights().toString())
                .hasLineCount(1);
        assertThat(run.code()).isEqualTo(1);
    }

    private CommandLineRun predict(Object... arguments) {
        return tumour.withWeights("predict", arguments);
    }
}
