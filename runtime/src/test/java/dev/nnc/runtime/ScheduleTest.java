package dev.nnc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the schedules against PyTorch's, step by step, and those that it lacks against their formulas. */
class ScheduleTest {

    private static final Map<String, Schedule> GOLDEN = Map.of(
            "step", Schedule.step(0.1, 10, 0.5),
            "multi_step", Schedule.multiStep(0.1, 0.1, 5, 20),
            "exponential", Schedule.exponential(0.1, 0.9),
            "polynomial", Schedule.polynomial(0.1, 30, 2),
            "cosine", Schedule.cosine(0.1, 0.001, 40),
            "cosine_restarts", Schedule.cosineRestarts(0.1, 0, 8, 2),
            "linear", Schedule.linear(0.1, 1, 0.1, 20),
            "one_cycle", Schedule.oneCycle(0.1, 40, 0.3, 25, 1e4),
            "warmup_cosine", Schedule.cosine(0.1, 0, 30).warmedUp(10, 0.01),
            "cyclic", Schedule.cyclic(0.01, 0.1, 5, 5));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "step",
                "multi_step",
                "exponential",
                "polynomial",
                "cosine",
                "cosine_restarts",
                "linear",
                "one_cycle",
                "warmup_cosine",
                "cyclic"
            })
    void agreesWithPyTorch(String name) throws IOException {
        double[] expected = rates(name);
        assertThat(expected).hasSize(40);
        for (int step = 0; step < expected.length; step++) {
            double tolerance = 1e-12 * Math.max(Math.abs(expected[step]), 1e-6);
            assertThat(GOLDEN.get(name).rate(step)).as("step %d", step).isCloseTo(expected[step], within(tolerance));
        }
    }

    private static double[] rates(String name) throws IOException {
        try (InputStream in = ScheduleTest.class.getResourceAsStream("schedules.json")) {
            String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Matcher matcher = Pattern.compile("\"" + name + "\": \\{[^}]*\"rates\": \\[([^]]*)]")
                    .matcher(json);
            assertThat(matcher.find()).isTrue();
            return Arrays.stream(matcher.group(1).split(","))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        }
    }

    @Test
    void constantStays() {
        assertThat(Schedule.constant(0.3).rate(1_000_000)).isEqualTo(0.3);
    }

    @Test
    void inverseSqrtFallsAfterItsReference() {
        Schedule schedule = Schedule.inverseSqrt(0.2, 100);
        assertThat(schedule.rate(0)).isEqualTo(0.2);
        assertThat(schedule.rate(100)).isEqualTo(0.2);
        assertThat(schedule.rate(400)).isEqualTo(0.1);
    }

    @Test
    void schedulesThatEndStayAtTheirEnd() {
        assertThat(Schedule.cosine(0.1, 0.01, 40).rate(1000)).isEqualTo(0.01);
        assertThat(Schedule.linear(0.1, 1, 0.5, 40).rate(1000)).isEqualTo(0.05);
        assertThat(Schedule.polynomial(0.1, 40, 2).rate(1000)).isEqualTo(0);
        assertThat(Schedule.oneCycle(0.1, 40, 0.3, 25, 1e4).rate(1000)).isCloseTo(4e-7, within(1e-18));
    }

    @Test
    void anySchedulesCanBeWarmedUp() {
        Schedule schedule = Schedule.step(0.4, 10, 0.5).warmedUp(4, 0);
        assertThat(schedule.rate(0)).isEqualTo(0);
        assertThat(schedule.rate(1)).isEqualTo(0.1);
        assertThat(schedule.rate(4)).isEqualTo(0.4);
        assertThat(schedule.rate(13)).isEqualTo(0.4);
        assertThat(schedule.rate(14)).isEqualTo(0.2);
    }

    @Test
    void restartsOfEqualLengthAreFoundAtOnce() {
        assertThat(Schedule.cosineRestarts(0.1, 0, 8, 1).rate(8_000_000_000L)).isEqualTo(0.1);
    }

    @Test
    void aCycleWithoutRiseStartsAtItsTop() {
        assertThat(Schedule.oneCycle(0.1, 10, 0.1, 25, 1e4).rate(0)).isEqualTo(0.1);
    }

    @Test
    void lengthsMustBePositive() {
        assertThatThrownBy(() -> Schedule.cosine(0.1, 0, 0)).hasMessage("total must be 1 or more, not 0");
        assertThatThrownBy(() -> Schedule.step(0.1, -1, 0.5)).hasMessage("every must be 1 or more, not -1");
    }
}
