package dev.nnc.generated.random;

import dev.nnc.generated.random.RandomModel.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The part of a random model in which each example has a length of its own: layers along it, losses of it, an output, and what is left of it. */
final class RandomLengths {
    private static final int[] WIDTHS = {1, 2, 3, 6, 15, 16, 17};
    private static final int MOST_STEPS = 3;

    private static final String[] ELEMENTWISE = {
        "sin(%s)",
        "gelu(%s)",
        "%1$s -> dropout(0.3)",
        "%1$s -> gaussian_noise(0.2)",
        "softmax(%s)",
        "%1$s * softmax(%1$s, axis = AXIS)",
        "%1$s - mean(%1$s, axis = AXIS, keep = true)",
        "%1$s / (1 + sum(%1$s * %1$s, axis = AXIS, keep = true))",
        "%1$s + max(%1$s, axis = AXIS, keep = true)",
        "%1$s -> layer_norm(epsilon = 0.1)",
        "%1$s -> rms_norm(epsilon = 0.1)",
        "%1$s -> batch_norm(epsilon = 0.1, axis = 1)",
        "%1$s -> positions(learned)",
        "matmul(softmax(matmul(%1$s, transpose(%1$s)) / 4), %1$s)"
    };

    private static final String[] REDUCTIONS = {
        "mean(%s, axis = AXIS)",
        "max(%s, axis = AXIS)",
        "min(%s, axis = AXIS)",
        "0.2 * sum(%s, axis = AXIS)",
        "logsumexp(%s, axis = AXIS)",
        "last(%s)"
    };

    private final RandomModel model;
    private final Random random;
    private final RandomSequences sequences;
    private final String kind;
    private final String length;
    private String name;
    private int width;

    /** For an input of that name, whose length has that name. */
    RandomLengths(RandomModel model, Random random, String kind, String length) {
        this.model = model;
        this.random = random;
        this.sequences = new RandomSequences(model, random);
        this.kind = kind;
        this.length = length;
        this.name = kind;
        this.width = WIDTHS[random.nextInt(WIDTHS.length)];
    }

    /** Writes an input of lengths, a few steps along them, and a value without them. */
    void write() {
        int most = 2 + random.nextInt(7);
        String time = "[" + length + " <= " + most;
        if (random.nextBoolean()) {
            model.state("input " + name + ": float" + time + ", " + width + "]");
        } else {
            model.state("input " + name + "_ids: class(" + (2 + random.nextInt(20)) + ")" + time + "]");
            model.bind(name, name + "_ids -> " + model.once("embedding(" + width + ")"));
        }
        model.sequence(name);
        int steps = 1 + random.nextInt(MOST_STEPS);
        for (int i = 0; i < steps; i++) {
            step();
        }
        switch (random.nextInt(4)) {
            case 0 -> model.learn(new RandomLoss(model, random).of(name, length, width));
            case 1 -> model.learn("mean(" + name + " * sin(" + name + "))");
            default -> {}
        }
        if (random.nextInt(3) == 0) {
            model.state("output of_" + name + " = " + name);
        }
        model.define(List.of(width), form(REDUCTIONS));
    }

    private String form(String[] forms) {
        String form = forms[random.nextInt(forms.length)].replace("AXIS", length);
        return String.format(form, name);
    }

    private void step() {
        switch (random.nextInt(6)) {
            case 0 -> dense();
            case 1 -> recur();
            case 2 -> attend();
            case 3 -> define(name + " * " + model.parameter(List.of(width)));
            default -> define(form(ELEMENTWISE));
        }
    }

    private void define(String expression) {
        name = model.fresh(kind);
        model.bind(name, expression);
        model.sequence(name);
    }

    private void dense() {
        width = WIDTHS[random.nextInt(WIDTHS.length)];
        define(name + " -> " + model.once("dense(" + width + ")") + (random.nextBoolean() ? " -> silu" : ""));
    }

    private void recur() {
        boolean both = random.nextInt(3) == 0;
        int units = WIDTHS[random.nextInt(WIDTHS.length)];
        define(sequences.recurrent(name, units, both));
        width = both ? 2 * units : units;
    }

    private void attend() {
        List<String> others = new ArrayList<>(model.sequences());
        model.values().stream()
                .filter(value -> value.rank() == 2)
                .map(Value::name)
                .forEach(others::add);
        define(name + " + (" + sequences.attention(name, width, others) + ")");
    }
}
