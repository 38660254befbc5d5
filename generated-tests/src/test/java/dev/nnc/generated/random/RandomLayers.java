package dev.nnc.generated.random;

import dev.nnc.generated.random.RandomModel.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A step of a random model with layers along the last axis: dense ones, norms, blocks, copies, and layers or weights in several uses. */
final class RandomLayers {
    /** What a file defines in front of its model. */
    static final String DEFINITIONS = """
            function bent(x, slope = 0.1) = max(x, slope * x)

            function mixed(a, b, share = 0.3) {
                part = share * a
                part + (1 - share) * b
            }

            block Gated(width, kind = none) {
                gate = in -> dense(width, bias_init = constant(-1)) -> sigmoid
                gate * (in -> dense(width) -> gelu(approximate = kind))
            }

            block Residual(width, other) {
                in + (mixed(in -> dense(width), other -> dense(width)) -> softsign -> dense(size(in, -1)))
            }

            """;

    private final RandomModel model;
    private final Random random;
    private final RandomEntries entries;

    RandomLayers(RandomModel model, Random random) {
        this.model = model;
        this.random = random;
        this.entries = new RandomEntries(model, random);
    }

    private String choose(String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    private static List<Integer> with(List<Integer> shape, int last) {
        List<Integer> other = new ArrayList<>(shape);
        other.set(shape.size() - 1, last);
        return other;
    }

    private void define(Value value, int size, String call) {
        model.define(with(value.shape(), size), value.name() + " -> " + call);
    }

    void dense(Value value) {
        int size = model.size();
        String bias = random.nextInt(4) == 0 ? ", bias = false" : "";
        String then = random.nextBoolean() ? "" : " -> " + choose("relu", "softsign", "gelu");
        define(value, size, model.once("dense(" + size + bias + ")") + then);
    }

    void norm(Value value) {
        String axis = value.rank() > 1 && random.nextInt(3) == 0 ? ", axis = 1" : "";
        String norm = choose(
                "batch_norm(epsilon = 0.1" + axis + ")",
                "batch_norm(epsilon = 0.1, momentum = 0.3, affine = false)",
                "layer_norm(epsilon = 0.1)",
                "layer_norm(epsilon = 0.1, axis = 0)",
                "rms_norm(epsilon = 0.1)");
        define(value, value.last(), model.once(norm));
    }

    /** A layer that is used twice, or whose weight is, and perhaps by an entry too. */
    void shared(Value value) {
        boolean twice = random.nextBoolean();
        String layer = model.layer("dense(" + (twice ? value.last() : model.size()) + ")");
        String then = twice ? layer : "matmul(" + layer + ".weight)";
        define(value, value.last(), layer + " -> softsign -> " + then);
        if (random.nextBoolean()) {
            boolean sequences = !model.sequences().isEmpty() && random.nextBoolean();
            entries.reuse(layer, value.last(), sequences ? "T" : "");
        }
    }

    /** A layer made of others. */
    void composed(Value value) {
        int size = model.size();
        switch (random.nextInt(4)) {
            case 0 -> define(value, size, model.once("Gated(" + size + choose("", ", kind = tanh") + ")"));
            case 1 -> define(value, size, model.once("repeat 2 { dense(" + size + ") -> softsign }"));
            case 2 ->
                define(
                        value,
                        size,
                        model.once("if " + size + " > 4 { dense(" + size + ") -> tanh } else { Gated(" + size + ") }"));
            default -> residual(value);
        }
    }

    /** A block that takes a second value, and so has weights that no loss could name. */
    private void residual(Value value) {
        List<Value> beside = model.values().stream()
                .filter(other -> with(other.shape(), 1).equals(with(value.shape(), 1)))
                .toList();
        Value other = beside.get(random.nextInt(beside.size()));
        if (model.namesWeights()) {
            dense(value);
        } else {
            model.once("dense(3)");
            define(value, value.last(), "Residual(3, " + other.name() + ")");
        }
    }
}
