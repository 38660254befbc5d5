package dev.nnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nnc.runtime.Network;
import dev.nnc.runtime.Schedule;
import dev.nnc.runtime.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schedules from the language to the rates of a trainer, beside those of PyTorch. */
class ScheduledModelsTest {
    private static final Path GOLDEN = Path.of("../runtime/src/test/resources/dev/nnc/runtime/schedules.json");
    private static final int STEPS = 40;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "step | step(0.1, every = 10, factor = 0.5)",
                "multi_step | multi_step(0.1, at = [5, 20])",
                "exponential | exponential(0.1, 0.9)",
                "polynomial | polynomial(0.1, total = 30, power = 2)",
                "cosine | cosine(0.1, to = 0.001)",
                "cosine_restarts | cosine_restarts(0.1, first = 8, factor = 2)",
                "linear | linear(0.1, to = 0.1, total = 20)",
                "one_cycle | one_cycle(0.1)",
                "warmup_cosine | cosine(0.1, warmup = 10)",
                "warmup_cosine | cosine(0.1, warmup = 10, total = 40)",
                "cyclic | cyclic(0.1, low = 0.01, up = 5)"
            })
    void ratesArePyTorchs(String name, String schedule) throws Exception {
        Network network = TrainedModel.of(
                1,
                "model Net {",
                "    input x: float[2]",
                "    output y = x -> dense(2)",
                "    loss mean_squared_error(y, x)",
                "}",
                "train Net {",
                "    optimizer sgd(rate = " + schedule + ")",
                "}");
        double[] expected = rates(name);
        try (Trainer trainer = network.trainer()) {
            Schedule rates =
                    trainer.modelSchedule(0, trainer.get("rate"), STEPS).orElseThrow();
            for (int step = 0; step < STEPS; step++) {
                double tolerance = 1e-12 * Math.max(expected[step], 1e-6);
                assertThat(rates.rate(step)).as("step " + step).isCloseTo(expected[step], within(tolerance));
            }
        }
    }

    private static double[] rates(String name) throws IOException {
        Matcher matcher = Pattern.compile("\"" + name + "\": \\{[^}]*\"rates\": \\[([^]]*)]")
                .matcher(Files.readString(GOLDEN));
        assertThat(matcher.find()).isTrue();
        return Arrays.stream(matcher.group(1).split(","))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
