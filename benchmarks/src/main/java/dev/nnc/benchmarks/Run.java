package dev.nnc.benchmarks;

import dev.nnc.runtime.Workers;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Times the training steps and predictions of one workload in this JVM and prints a line of results. */
@Command(name = "run", description = "Times one workload.")
final class Run implements Callable<Integer> {
    private static final double PREDICTION_WINDOW = 0.2;
    private static final int STEPS_TO_BEGIN = 5;
    private static final double SECONDS_OF_GARBAGE = 0.5;

    @Option(names = "--threads", description = "How many threads share the work of a step; 1 without it.")
    private int threads = 1;

    @Option(names = "--seconds", description = "How long each of five windows of training steps is; 1 without it.")
    private double seconds = 1;

    @Option(names = "--warm-up", description = "The most seconds to warm up; 90 without it.")
    private double warmUp = 90;

    @Option(names = "--in-turns", description = "Wait for a line on standard input before each window.")
    private boolean inTurns;

    @Parameters(paramLabel = "WORKLOAD")
    private Workload workload;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Run())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() {
        Turns turns = inTurns ? Turns.withOthers() : Turns.alone();
        Result result = new Result("nnc", workload.toString(), threads);
        try (Workers workers = threads == 1 ? Workers.single() : Workers.start(threads)) {
            Clock cold = clock(begin(workers));
            double first = cold.once();
            double warm = WarmUp.run(cold, warmUp);
            // What warmed up has learned its 16 batches by heart; others are timed on their first steps, so begin anew.
            Training training = begin(workers);
            train(training, turns, result);
            result.put("first_step_s", first);
            result.put("warmup_s", warm);
            if (workload.predicts()) {
                predict(training.prediction(1), turns, result);
            }
        }
        System.out.println(result);
        return 0;
    }

    private Training begin(Workers workers) {
        return new Training(workload.network(Training.SEED), workers);
    }

    private static Clock clock(Training training) {
        return new Clock(training::step);
    }

    private void train(Training training, Turns turns, Result result) {
        Clock clock = clock(training);
        for (int i = 0; i < STEPS_TO_BEGIN; i++) {
            clock.once();
        }
        Windows windows = Windows.measure(clock, seconds, turns);
        result.put("train_best", workload.batch() / windows.best());
        result.put("train_median", workload.batch() / windows.median());
        result.put("step_us", windows.median() * 1e6);
        result.put("alloc_bytes_per_step", Garbage.perRun(training::step, runs(windows)));
    }

    private void predict(Prediction prediction, Turns turns, Result result) {
        Clock clock = new Clock(prediction::predict);
        WarmUp.run(clock, warmUp);
        Windows windows = Windows.measure(clock, PREDICTION_WINDOW, turns);
        result.put("infer1_us", windows.median() * 1e6);
        result.put("alloc_bytes_per_predict", Garbage.perRun(prediction::predict, runs(windows)));
    }

    private static int runs(Windows windows) {
        return 1 + (int) (SECONDS_OF_GARBAGE / windows.median());
    }
}
