package dev.nnc.benchmarks;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A program that times the training steps and predictions of one system on a workload in this JVM and prints a line of results. */
public abstract class Measured implements Callable<Integer> {
    private static final double PREDICTION_WINDOW = 0.2;
    private static final int FIRST_STEPS = 5;
    private static final int STEPS_OF_A_NETWORK = 500;
    private static final double SECONDS_OF_GARBAGE = 0.5;

    private final String system;

    @Option(names = "--threads", description = "How many threads share the work of a step; 1 without it.")
    private int threads = 1;

    @Option(names = "--seconds", description = "How long each of five windows of training steps is; 1 without it.")
    private double seconds = 1;

    @Option(names = "--warm-up", description = "The most seconds to warm up; 90 for nnc and 20 for others without it.")
    private double warmUp;

    @Option(names = "--in-turns", description = "Wait for a line on standard input before each window.")
    private boolean inTurns;

    @Parameters(paramLabel = "WORKLOAD")
    private Workload workload;

    /**
     * A program for a system.
     *
     * @param system its name in results
     * @param warmUp the most seconds to warm up
     */
    protected Measured(String system, double warmUp) {
        this.system = system;
        this.warmUp = warmUp;
    }

    /**
     * Makes the system's network for a workload.
     *
     * @throws UnsupportedOperationException when the system cannot express it; the message says why
     */
    protected abstract Learner begin(Workload workload, int threads);

    /** Runs the program; returns the exit status. */
    protected final int execute(String... args) {
        return new CommandLine(this).setCaseInsensitiveEnumValuesAllowed(true).execute(args);
    }

    @Override
    public final Integer call() {
        Result result = new Result(system, workload.toString(), threads);
        try {
            measure(result);
        } catch (UnsupportedOperationException e) {
            result.put("unsupported", e.getMessage());
        } catch (LinkageError e) {
            result.put("error", e.toString());
        }
        System.out.println(result);
        return 0;
    }

    private void measure(Result result) {
        Turns turns = inTurns ? Turns.withOthers() : Turns.alone();
        double first;
        double warm;
        try (Learner cold = begin(workload, threads)) {
            Clock clock = new Clock(cold::step);
            first = clock.once();
            warm = WarmUp.run(clock, warmUp);
        }
        train(turns, result);
        result.put("first_step_s", first);
        result.put("warmup_s", warm);
        if (workload.predicts()) {
            predict(turns, result);
        }
    }

    private void train(Turns turns, Result result) {
        Windows windows = Windows.measure(this::window, turns);
        result.put("train_best", workload.batch() / windows.best());
        result.put("train_median", workload.batch() / windows.median());
        result.put("step_us", windows.median() * 1e6);
        try (Learner learner = begin(workload, threads)) {
            firstSteps(new Clock(learner::step));
            int runs = Math.min(STEPS_OF_A_NETWORK, runs(windows));
            result.put("alloc_bytes_per_step", Garbage.perRun(learner::step, runs));
        }
    }

    /** The seconds a step, in so many seconds of steps of one network after the other. */
    private double window() {
        double elapsed = 0;
        long steps = 0;
        while (elapsed < seconds) {
            // What has learned its 16 batches by heart computes with other numbers, so begin anew.
            try (Learner fresh = begin(workload, threads)) {
                Clock clock = new Clock(fresh::step);
                double atMost = STEPS_OF_A_NETWORK * firstSteps(clock);
                double each = clock.window(Math.min(seconds - elapsed, atMost));
                elapsed += each * clock.runs();
                steps += clock.runs();
            }
        }
        return elapsed / steps;
    }

    /** Takes the steps in which memory is touched for the first time; returns the seconds of the fastest. */
    private static double firstSteps(Clock clock) {
        double fastest = clock.once();
        for (int i = 1; i < FIRST_STEPS; i++) {
            fastest = Math.min(fastest, clock.once());
        }
        return fastest;
    }

    private void predict(Turns turns, Result result) {
        try (Learner learner = begin(workload, threads)) {
            learner.step();
            Clock clock = new Clock(learner::predict);
            WarmUp.run(clock, warmUp);
            Windows windows = Windows.measure(() -> clock.window(PREDICTION_WINDOW), turns);
            result.put("infer1_us", windows.median() * 1e6);
            result.put("alloc_bytes_per_predict", Garbage.perRun(learner::predict, runs(windows)));
        }
    }

    private static int runs(Windows windows) {
        return 1 + (int) (SECONDS_OF_GARBAGE / windows.median());
    }
}
