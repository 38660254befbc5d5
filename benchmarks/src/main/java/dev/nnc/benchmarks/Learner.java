package dev.nnc.benchmarks;

/** A network of some system on a workload, with fresh weights when it is made, that trains on 16 batches in turn and predicts. */
public interface Learner extends AutoCloseable {
    /** One training step on the next batch, copied from plain arrays; returns its loss. */
    float step();

    /** Predicts one example, from a plain array into a plain array; returns the first number. */
    float predict();

    /** Frees what the network holds. */
    @Override
    void close();
}
