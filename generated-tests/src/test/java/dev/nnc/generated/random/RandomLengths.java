package dev.nnc.generated.random;

import java.util.List;
import java.util.Random;

/** The part of a random model in which each example has a length of its own: layers along it, and what is left of it. */
final class RandomLengths {
    private static final int[] WIDTHS = {1, 2, 3, 6, 15, 16, 17};
    private static final int MOST_STEPS = 3;

    private static final String[] ELEMENTWISE = {
        "sin(%s)",
        "gelu(%s)",
        "%1$s -> dropout(0.3)",
        "%1$s -> gaussian_noise(0.2)",
        "softmax(%s)",
        "%1$s * softmax(%1$s, axis = T)",
        "%1$s - mean(%1$s, axis = T, keep = true)",
        "%1$s / (1 + sum(%1$s * %1$s, axis = T, keep = true))",
        "%1$s + max(%1$s, axis = T, keep = true)",
        "%1$s -> layer_norm(epsilon = 0.1)",
        "%1$s -> rms_norm(epsilon = 0.1)",
        "%1$s -> batch_norm(epsilon = 0.1, axis = 1)",
        "%1$s -> positions(learned)",
        "matmul(softmax(matmul(%1$s, transpose(%1$s)) / 4), %1$s)"
    };

    private static final String[] REDUCTIONS = {
        "mean(%s, axis = T)",
        "max(%s, axis = T)",
        "min(%s, axis = T)",
        "0.2 * sum(%s, axis = T)",
        "logsumexp(%s, axis = T)",
        "last(%s)"
    };

    private final RandomModel model;
    private final Random random;
    private String name = "ragged";
    private int width;
    private int named;

    RandomLengths(RandomModel model, Random random) {
        this.model = model;
        this.random = random;
        this.width = WIDTHS[random.nextInt(WIDTHS.length)];
    }

    /** Writes an input of lengths, a few steps along them, and a value without them. */
    void write() {
        int most = 2 + random.nextInt(7);
        if (random.nextBoolean()) {
            model.state("input ragged: float[T <= " + most + ", " + width + "]");
        } else {
            model.state("input words: class(" + (2 + random.nextInt(20)) + ")[T <= " + most + "]");
            model.state("ragged = words -> embedding(" + width + ")");
        }
        int steps = 1 + random.nextInt(MOST_STEPS);
        for (int i = 0; i < steps; i++) {
            step();
        }
        String reduction = REDUCTIONS[random.nextInt(REDUCTIONS.length)];
        model.define(List.of(width), String.format(reduction, name));
    }

    private void step() {
        switch (random.nextInt(6)) {
            case 0 -> dense();
            case 1 -> recur();
            case 2 -> attend();
            case 3 -> define(name + " * " + model.parameter(List.of(width)));
            default -> define(String.format(ELEMENTWISE[random.nextInt(ELEMENTWISE.length)], name));
        }
    }

    private void define(String expression) {
        String next = "ragged" + ++named;
        model.state(next + " = " + expression);
        name = next;
    }

    private void dense() {
        width = WIDTHS[random.nextInt(WIDTHS.length)];
        define(name + " -> dense(" + width + ")" + (random.nextBoolean() ? " -> silu" : ""));
    }

    private void recur() {
        boolean both = random.nextInt(3) == 0;
        String kind = new String[] {"rnn", "lstm", "gru"}[random.nextInt(3)];
        int units = WIDTHS[random.nextInt(WIDTHS.length)];
        define(name + " -> " + kind + "(" + units + ", layers = " + (1 + random.nextInt(2)) + ", bidirectional = "
                + both + ")");
        width = both ? 2 * units : units;
    }

    private void attend() {
        int heads = width % 3 == 0 ? 3 : width % 2 == 0 ? 2 : 1;
        boolean rotary = width / heads % 2 == 0 && random.nextInt(3) == 0;
        define(name + " + (" + name + " -> attention(" + heads + (random.nextBoolean() ? ", causal = true" : "")
                + (rotary ? ", positions = rotary" : "") + "))");
    }
}
