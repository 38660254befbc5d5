package dev.nnc.benchmarks;

import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Element;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Signature;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** The 16 batches that a network learns from in turn: plain arrays in logical layout, filled at random. */
public final class Batches {
    private static final int COUNT = 16;
    private static final int SEED = 1;

    private final List<Batch> batches;
    private int turn;

    Batches(Signature signature) {
        Random random = new Random(SEED);
        batches = Stream.generate(() -> batch(signature, random)).limit(COUNT).toList();
    }

    /** Those of a workload, as nnc has them too: the slots of each are the inputs, then the targets. */
    public static Batches of(Workload workload) {
        return new Batches(workload.network(SEED).signature());
    }

    private static Batch batch(Signature signature, Random random) {
        int size = signature.maxBatch();
        Batch batch = Batch.forTraining(signature, size);
        int inputs = signature.inputs().size();
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

    /** The first of them. */
    public Batch first() {
        return batches.get(0);
    }

    /** The next one, over and over. */
    public Batch next() {
        turn = (turn + 1) % COUNT;
        return batches.get(turn);
    }
}
