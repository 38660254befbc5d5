package dev.nnc.generated.random;

import dev.nnc.generated.random.RandomModel.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** A step of a random model that knows time: recurrent layers, attention and positions of sequences {@code [t, f]}. */
final class RandomSequences {
    private static final int[] UNITS = {1, 2, 5, 15, 16, 17};
    private static final int MOST_STEPS = 20;

    private final RandomModel model;
    private final Random random;
    private final RandomEntries entries;

    RandomSequences(RandomModel model, Random random) {
        this.model = model;
        this.random = random;
        this.entries = new RandomEntries(model, random);
    }

    /** Takes one step on a sequence. */
    void take(Value value) {
        int kind = random.nextInt(10);
        if (kind > 5 && value.shape().get(0) <= MOST_STEPS) {
            entries.carry(value);
        } else if (kind < 3 && value.shape().get(0) <= MOST_STEPS) {
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
        boolean both = random.nextInt(3) == 0;
        String call = recurrent(value.name(), units, both);
        int width = both ? 2 * units : units;
        if (random.nextInt(3) == 0) {
            model.define(List.of(width), call + " -> last");
        } else {
            model.define(List.of(value.shape().get(0), width), call);
        }
    }

    /** A sequence sent through a recurrent layer of any kind, with a state to begin with where it may have one. */
    String recurrent(String sequence, int units, boolean both) {
        int layers = 1 + random.nextInt(2);
        String kind = new String[] {"rnn", "lstm", "gru"}[random.nextInt(3)];
        String arguments = units + ", layers = " + layers + ", bidirectional = " + both
                + (random.nextInt(4) == 0 ? ", bias = false" : "")
                + (kind.equals("rnn") && random.nextBoolean() ? ", activation = relu" : "");
        if (layers > 1 || both || random.nextBoolean()) {
            return sequence + " -> " + model.once(kind + "(" + arguments + ")");
        }
        String initial = kind.equals("lstm") && random.nextBoolean() ? "initial_cell" : "initial";
        return sequence + " -> " + kind + "(" + arguments + ", " + initial + " = " + state(units) + ")";
    }

    /** A state of so many numbers: a value, or a weight. */
    private String state(int units) {
        List<Value> fitting = model.values().stream()
                .filter(value -> value.shape().equals(List.of(units)))
                .toList();
        return fitting.isEmpty()
                ? "sin(" + model.parameter(List.of(units)) + ")"
                : "sin(" + fitting.get(random.nextInt(fitting.size())).name() + ")";
    }

    private void attend(Value value) {
        List<String> others = new ArrayList<>(model.sequences());
        model.values().stream()
                .filter(Predicate.not(value::equals))
                .filter(other -> other.rank() == 2)
                .map(Value::name)
                .forEach(others::add);
        String residual = random.nextBoolean() ? value.name() + " + (" : "(";
        model.define(value.shape(), residual + attention(value.name(), value.last(), others) + ")");
    }

    /** Attention of a sequence to itself or one of others. */
    String attention(String sequence, int width, List<String> others) {
        int heads = width % 3 == 0 ? 3 : width % 2 == 0 ? 2 : 1;
        boolean cross = random.nextBoolean();
        String source = sequence;
        if (cross) {
            boolean given = !others.isEmpty() && random.nextInt(5) > 0;
            source = given ? others.get(random.nextInt(others.size())) : model.parameter(List.of(3, model.size()));
        }
        boolean mask = random.nextInt(3) == 0;
        boolean rotary = width / heads % 2 == 0 && random.nextInt(3) == 0 && !cross;
        String arguments = heads
                + (cross ? ", to = " + source : "")
                + (!cross && random.nextBoolean() ? ", causal = true" : "")
                + (rotary ? ", positions = rotary" : "")
                + (mask ? ", mask = sum(" + source + ", axis = -1) > -1" : "")
                + (random.nextInt(4) == 0 ? ", bias = false" : "")
                + (random.nextInt(4) == 0 ? ", proj_bias = false" : "");
        String layer = "attention(" + arguments + ")";
        return sequence + " -> " + (cross || mask ? layer : model.once(layer));
    }
}
