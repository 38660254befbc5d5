package dev.nnc.benchmarks;

import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Element;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.Trainer;
import dev.nnc.runtime.Workers;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A network and the 16 batches that it learns from in turn: plain arrays in logical layout, filled at random, which a step has to
 * copy and pack like any caller's.
 */
final class Training {
    private static final int BATCHES = 16;

    /** What weights and batches are drawn from. */
    static final int SEED = 1;

    private final Network network;
    private final Trainer trainer;
    private final List<Batch> batches;
    private int turn;

    Training(Network network, Workers workers) {
        this.network = network;
        trainer = network.trainer(workers);
        Random random = new Random(SEED);
        batches = Stream.generate(() -> batch(random)).limit(BATCHES).toList();
    }

    private Batch batch(Random random) {
        int size = network.signature().maxBatch();
        Batch batch = Batch.forTraining(network.signature(), size);
        int inputs = network.signature().inputs().size();
        for (int slot = 0; slot < batch.slots().size(); slot++) {
            fill(batch, slot, slot >= inputs, random);
        }
        batch.setCount(size);
        return batch;
    }

    /** Inputs of numbers are even between 0 and 1, targets of numbers are 0 or 1, classes are any. */
    private static void fill(Batch batch, int slot, boolean target, Random random) {
        InputSpec spec = batch.slots().get(slot);
        int length = batch.capacity() * spec.size();
        for (int i = 0; i < length; i++) {
            if (spec.element() == Element.CLASS) {
                batch.classes(slot)[i] = random.nextInt(spec.classes());
            } else {
                batch.floats(slot)[i] = target ? random.nextInt(2) : random.nextFloat();
            }
        }
    }

    /** One step on the next batch; returns its loss. */
    float step() {
        turn = (turn + 1) % BATCHES;
        return trainer.step(batches.get(turn));
    }

    /** Predictions of the first {@code count} examples of the first batch by this network. */
    Prediction prediction(int count) {
        return new Prediction(network, batches.get(0), count);
    }
}
