package dev.nnc.benchmarks;

import dev.nnc.runtime.Network;
import dev.nnc.runtime.Workers;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/** A network in training, with everything compiled that the benchmark is about to time: a subclass says which network. */
@State(Scope.Benchmark)
public abstract class NetworkState {
    private static final double MOST_SECONDS_TO_WARM_UP = 90;

    /** How many threads share the work of a step. */
    @Param("1")
    public int threads;

    private Workers workers;
    private Training training;
    private Prediction one;
    private Prediction batch;

    /** The network of this state's parameters. */
    abstract Network network(long seed);

    /** Makes the network and warms up, for as long as JMH's own warm-up would be too short. */
    @Setup(Level.Trial)
    public void begin(BenchmarkParams benchmark) {
        Network network = network(Training.SEED);
        workers = threads == 1 ? Workers.single() : Workers.start(threads);
        training = new Training(network, workers);
        one = training.prediction(1);
        batch = training.prediction(network.signature().maxBatch());
        WarmUp.run(new Clock(work(benchmark.getBenchmark())), MOST_SECONDS_TO_WARM_UP);
    }

    private Clock.Work work(String benchmark) {
        if (benchmark.endsWith(".step")) {
            return this::step;
        }
        return benchmark.endsWith(".predictOne") ? this::predictOne : this::predictBatch;
    }

    /** One training step; returns the loss. */
    float step() {
        return training.step();
    }

    /** Predicts one example. */
    float predictOne() {
        return one.predict();
    }

    /** Predicts as many examples as a step has. */
    float predictBatch() {
        return batch.predict();
    }

    /** Ends the threads. */
    @TearDown(Level.Trial)
    public void end() {
        workers.close();
    }
}
