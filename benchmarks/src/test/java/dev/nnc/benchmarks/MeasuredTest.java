package dev.nnc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The line that a program prints of a system, on systems that are made up. */
class MeasuredTest {

    @Test
    void stepsAndPredictionsAreTimed() {
        Result result = run(new Stub(), "mlp");
        assertThat(result.text("system")).isEqualTo("stub");
        assertThat(result.number("step_us").orElseThrow()).isBetween(100.0, 100_000.0);
        assertThat(result.number("infer1_us").orElseThrow())
                .isLessThan(result.number("step_us").orElseThrow());
        assertThat(result.number("first_step_s")).isPresent();
    }

    @Test
    void predictionsThatAreNotComparedAreNotTimed() {
        assertThat(run(new Stub(), "wide").number("infer1_us")).isEmpty();
    }

    @Test
    void whatASystemCannotExpressIsAResultToo() {
        Result result = run(new Stub(), "gru");
        assertThat(result.text("unsupported")).isEqualTo("no layer for it");
        assertThat(result.number("step_us")).isEmpty();
    }

    private static Result run(Measured measured, String workload) {
        PrintStream before = System.out;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        System.setOut(new PrintStream(line, true, StandardCharsets.UTF_8));
        try {
            measured.execute("--seconds", "0.01", "--warm-up", "0.01", workload);
        } finally {
            System.setOut(before);
        }
        return Result.parse(line.toString(StandardCharsets.UTF_8));
    }

    /** Steps take a tenth of a millisecond and more, predictions next to nothing. */
    private static final class Stub extends Measured {
        private Stub() {
            super("stub", 1);
        }

        @Override
        protected Learner begin(Workload workload, int threads) {
            if (workload == Workload.GRU) {
                throw new UnsupportedOperationException("no layer for it");
            }
            return new Learner() {
                @Override
                public float step() {
                    long end = System.nanoTime() + 100_000;
                    while (System.nanoTime() < end) {
                        Thread.onSpinWait();
                    }
                    return 0;
                }

                @Override
                public float predict() {
                    return 0;
                }

                @Override
                public void close() {}
            };
        }
    }
}
