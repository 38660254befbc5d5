package dev.nnc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code nnc plot-loss}: the picture of the loss around trained weights. */
class PlotLossTest extends TrainedTumourTest {
    /** The color of the path of training. */
    private static final int PATH_COLOR = 0xFFD7191C;

    @Test
    void drawsTheLossOverTwoWeightsWithThePathOfTraining() throws IOException {
        CommandLineRun run = plot("--along", "dense.weight[0,0],dense.weight[0, 1]", "--json");

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        JsonNode json = JsonMapper.shared().readTree(run.out());
        assertThat(json.get("least_loss").asDouble())
                .isPositive()
                .isLessThan(json.get("loss").asDouble());
        BufferedImage picture =
                ImageIO.read(Path.of(json.get("picture").asString()).toFile());
        assertThat(count(picture, PATH_COLOR)).isGreaterThan(500);
    }

    @Test
    void drawsTheLossOverRandomDirections() throws IOException {
        Path picture = folder.resolve("random.png");

        assertThat(plot("--random", "--seed", 3, "-o", picture).code()).isZero();

        assertThat(count(ImageIO.read(picture.toFile()), PATH_COLOR)).isGreaterThan(500);
    }

    @Test
    void withoutThePathOfTrainingItSaysSo() throws IOException {
        Path path = tumour.run().resolve("tumour.trajectory.safetensors");
        Files.delete(path);

        CommandLineRun run = plot("--along", "dense.weight[0,0],dense.bias");

        assertThat(run.err()).isEqualTo("no path of training: there is no file `" + path + "`\n");
        assertThat(run.code()).isZero();
    }

    @Test
    void weightsThatAreNotThereAreNamed() {
        assertThat(plot("--along", "dense.wieght[0,0],dense.bias").err())
                .isEqualTo("error: there is no weight `dense.wieght`\nhelp: did you mean `dense.weight`?\n");
        assertThat(plot("--along", "dense.weight[0,2],dense.bias").err())
                .isEqualTo("error: `dense.weight` has the shape [1, 2]: each axis needs an index, from 0, within it\n");
        assertThat(plot("--along", "dense.bias").err())
                .isEqualTo("error: --along takes two different weights, such as dense.weight[0,0],dense.weight[0,1]\n");
        assertThat(plot().code()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "--points, 2, '--points must be 3 to 1000, not 2'",
        "--points, -11, '--points must be 3 to 1000, not -11'",
        "--points, 1001, '--points must be 3 to 1000, not 1001'",
        "--points, many, 'Invalid value for option ''--points'': ''many'' is not a whole number'",
        "--examples, 0, '--examples must be 1 or more, not 0'",
        "--examples, -1, '--examples must be 1 or more, not -1'",
        "--examples, 1.5, 'Invalid value for option ''--examples'': ''1.5'' is not a whole number'",
        "--seed, now, 'Invalid value for option ''--seed'': ''now'' is not a whole number'"
    })
    void numbersOutOfBoundsAreWrongArguments(String option, String value, String complaint) {
        CommandLineRun run = tumour.withWeights("plot-loss", "--random", option, value);

        assertThat(run.err()).isEqualTo("error: " + complaint + "\nhelp: `nnc plot-loss --help` lists what there is\n");
        assertThat(run.out()).isEmpty();
        assertThat(run.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"--points, 3", "--examples, 1"})
    void theLeastNumbersDraw(String option, String value) throws IOException {
        Path picture = folder.resolve("least.png");

        assertThat(tumour.withWeights("plot-loss", "--random", option, value, "-o", picture)
                        .code())
                .isZero();

        assertThat(ImageIO.read(picture.toFile())).isNotNull();
    }

    private CommandLineRun plot(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("--points", 11));
        all.addAll(List.of(arguments));
        return tumour.withWeights("plot-loss", all.toArray());
    }

    private static long count(BufferedImage picture, int color) {
        return java.util.stream.IntStream.range(0, picture.getWidth() * picture.getHeight())
                .filter(i -> picture.getRGB(i % picture.getWidth(), i / picture.getWidth()) == color)
                .count();
    }
}
