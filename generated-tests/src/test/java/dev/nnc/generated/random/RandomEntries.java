package dev.nnc.generated.random;

import dev.nnc.generated.random.RandomModel.Value;
import java.util.List;
import java.util.Random;

/** Entries of a random model: other ways into layers that it has declared, some of them one step of a sequence at a time. */
final class RandomEntries {
    /** Calls that are made of an entry: attention in it remembers as many steps as its sequence in the model has. */
    private static final int CALLS = 3;

    private static final String[] AFTER = {"sin(%s)", "softmax(%s)", "%s -> silu", "%1$s / (1 + abs(%1$s))"};

    private final RandomModel model;
    private final Random random;

    RandomEntries(RandomModel model, Random random) {
        this.model = model;
        this.random = random;
    }

    /** Sends a sequence through a layer that an entry goes on with, step by step, from a state that its caller holds. */
    void carry(Value sequence) {
        int width = sequence.last();
        int units = 1 + random.nextInt(17);
        boolean recurrent = sequence.shape().get(0) < CALLS || random.nextBoolean();
        String layer = model.layer(recurrent ? recurrent(units) : attending(width, units));
        model.define(List.of(sequence.shape().get(0), units), sequence.name() + " -> " + layer);
        carry(layer, width, recurrent);
    }

    private void carry(String layer, int width, boolean recurrent) {
        String row = "float[" + width + "]";
        String states = "state kept: " + layer;
        String step = layer + "(state = kept)";
        int form = random.nextInt(5);
        if (form == 0 && recurrent) {
            entry("float[" + (1 + random.nextInt(5)) + ", " + width + "]", states, "now -> " + step);
        } else if (form == 1) {
            int classes = Math.max(2, width);
            String hot = "slice(one_hot(now, " + classes + "), 0, " + width + ")";
            entry("class(" + classes + ")", states, hot + " -> " + step);
        } else if (form == 2) {
            String other = "\n        state other: " + layer;
            entry(row, states + other, "(now -> " + step + ") + (sin(now) -> " + layer + "(state = other))");
        } else if (form == 3 && recurrent) {
            // The second goes on from where the first has come to.
            entry(row, states, "(now -> " + step + ") - (cos(now) -> " + step + ")");
        } else {
            entry(row, states, "now -> " + step);
        }
    }

    private String recurrent(int units) {
        String kind = new String[] {"rnn", "lstm", "gru"}[random.nextInt(3)];
        String layers = random.nextInt(3) == 0 ? ", layers = 2" : "";
        return kind + "(" + units + layers + (random.nextInt(4) == 0 ? ", bias = false" : "") + ")";
    }

    /** Layers whose width stays that of the sequence, and one to another at last. */
    private String attending(int width, int units) {
        int heads = width % 3 == 0 ? 3 : width % 2 == 0 ? 2 : 1;
        boolean rotary = width / heads % 2 == 0 && random.nextBoolean();
        String attention = "attention(" + heads + ", causal = true" + (rotary ? ", positions = rotary)" : ")");
        String positions =
                new String[] {"", "positions(learned) -> ", width % 2 == 0 ? "positions -> " : ""}[random.nextInt(3)];
        String body = random.nextBoolean()
                ? attention
                : "repeat 2 { in + (in -> layer_norm(epsilon = 0.1) -> " + attention + ") }";
        return positions + body + " -> " + (random.nextBoolean() ? "dense(" + units + ")" : recurrent(units));
    }

    /** Takes other data through a layer that takes rows of a width: rows, or sequences of the given length, if there is one. */
    void reuse(String layer, int width, String length) {
        String type = length.isEmpty() ? "float[" + width + "]" : "float[" + length + ", " + width + "]";
        entry(type, "", "now -> " + layer);
    }

    private void entry(String type, String states, String reached) {
        String name = model.fresh("enter");
        String between = states.isEmpty() ? "" : "        " + states + "\n";
        String value = String.format(AFTER[random.nextInt(AFTER.length)], "reached");
        String more = random.nextInt(3) == 0 ? "        output half_" + name + " = 0.5 * reached\n" : "";
        model.state("entry " + name + "(now: " + type + ") {\n" + between + "        reached = " + reached
                + "\n        output of_" + name + " = " + value + "\n" + more + "    }");
    }
}
