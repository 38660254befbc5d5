package dev.nnc.benchmarks;

import dev.nnc.runtime.Network;
import dev.nnc.runtime.Trainer;
import dev.nnc.runtime.Workers;

/** A network and the batches that it learns from in turn, which a step has to copy and pack like any caller's. */
final class Training {
    /** What weights are drawn from. */
    static final int SEED = 1;

    private final Network network;
    private final Trainer trainer;
    private final Batches batches;

    Training(Network network, Workers workers) {
        this.network = network;
        trainer = network.trainer(workers);
        batches = new Batches(network.signature());
    }

    /** One step on the next batch; returns its loss. */
    float step() {
        return trainer.step(batches.next());
    }

    /** Predictions of the first {@code count} examples of the first batch by this network. */
    Prediction prediction(int count) {
        return new Prediction(network, batches.first(), count);
    }
}
