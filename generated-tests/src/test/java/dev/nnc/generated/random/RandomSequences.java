package dev.nnc.generated.random;

import dev.nnc.generated.random.RandomModel.Value;
import java.util.List;
import java.util.Random;

/** A step of a random model that knows time: recurrent layers, attention and positions of sequences {@code [t, f]}. */
final class RandomSequences {
    private static final int[] UNITS = {1, 2, 5, 15, 16, 17};
    private static final int MOST_STEPS = 20;

    private final RandomModel model;
    private final Random random;

    RandomSequences(RandomModel model, Random random) {
        this.model = model;
        this.random = random;
    }

    /** Takes one step on a sequence. */
    void take(Value value) {
        int kind = random.nextInt(6);
        if (kind < 3 && value.shape().get(0) <= MOST_STEPS) {
            recur(value);
        } else if (kind < 5) {
            attend(value);
        } else {
            String positions = value.last() % 2 == 0 && random.nextBoolean() ? "" : "(learned)";
            model.define(value.shape(), value.name() + " -> positions" + positions + " -> layer_norm(epsilon = 0.1)");
        }
    }

    private void recur(Value value) {
        int units = UNITS[random.nextInt(UNITS.length)];
        int layers = 1 + random.nextInt(2);
        boolean both = random.nextInt(3) == 0;
        String kind = new String[] {"rnn", "lstm", "gru"}[random.nextInt(3)];
        String arguments = units + ", layers = " + layers + ", bidirectional = " + both
                + (random.nextInt(4) == 0 ? ", bias = false" : "");
        String call = value.name() + " -> " + kind + "(" + arguments + ")";
        int width = both ? 2 * units : units;
        if (random.nextInt(3) == 0) {
            model.define(List.of(width), call + " -> last");
        } else {
            model.define(List.of(value.shape().get(0), width), call);
        }
    }

    private void attend(Value value) {
        int width = value.last();
        int heads = width % 3 == 0 ? 3 : width % 2 == 0 ? 2 : 1;
        List<Value> others = model.values().stream()
                .filter(other -> other.rank() == 2 && other != value)
                .toList();
        boolean cross = !others.isEmpty() && random.nextBoolean();
        boolean rotary = width / heads % 2 == 0 && random.nextInt(3) == 0 && !cross;
        String arguments = heads
                + (cross ? ", to = " + others.get(random.nextInt(others.size())).name() : "")
                + (!cross && random.nextBoolean() ? ", causal = true" : "")
                + (rotary ? ", positions = rotary" : "")
                + (random.nextInt(4) == 0 ? ", bias = false" : "");
        String residual = random.nextBoolean() ? value.name() + " + (" : "(";
        model.define(value.shape(), residual + value.name() + " -> attention(" + arguments + "))");
    }
}
