package dev.nnc.generated.random;

import dev.nnc.generated.random.RandomModel.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/** One step of a random model: an operator, layer or function on values that it takes. */
final class RandomStep {
    /** What is applied element by element; none of them grows fast, or is flat for long, where no float has digits for a slope. */
    private static final String[] ELEMENTWISE = {
        "tanh(0.3 * %s)",
        "sigmoid(0.5 * %s)",
        "sin(%s)",
        "cos(%s)",
        "softsign(%s)",
        "erf(%s)",
        "gelu(%s)",
        "silu(%s)",
        "softplus(%s)",
        "mish(%s)",
        "elu(%s)",
        "selu(%s)",
        "celu(%s)",
        "relu(%s)",
        "leaky_relu(%s)",
        "relu6(%s)",
        "log_sigmoid(0.5 * %s)",
        "hard_tanh(%s)",
        "abs(%s)",
        "exp(sin(%s))",
        "log(1.5 + sin(%s))",
        "sqrt(1.5 + cos(%s))",
        "rsqrt(2 + sin(%s))",
        "clamp(%s, -0.5, 0.8)",
        "1 / (2 + sin(%s))",
        "pow(1.5 + sin(%s), 2)"
    };

    private static final String[] PAIRS = {
        "%s + %s",
        "%s - %s",
        "sin(%s) * %s",
        "%s / (1.5 + sin(%s))",
        "max(%s, %s)",
        "min(%s, %s)",
        "%1$s + 0.5 * %2$s * %1$s / (2 + sin(%1$s))",
        "where(%1$s > %2$s, %1$s, sin(%2$s))"
    };

    private static final String[] ROWS = {
        "softmax(%s)",
        "log_softmax(%s)",
        "%1$s - mean(%1$s, axis = -1, keep = true)",
        "%1$s / (1 + sum(%1$s * %1$s, axis = -1, keep = true))",
        "%1$s - logsumexp(%1$s, axis = -1, keep = true)",
        "%1$s / sqrt(0.1 + mean(%1$s * %1$s, axis = -1, keep = true))"
    };

    /** What draws numbers, most of it in training alone. */
    private static final String[] DRAWS = {
        "%s -> dropout(0.3)",
        "%s -> spatial_dropout(0.2)",
        "%s -> drop_path(0.2)",
        "%s -> gaussian_noise(0.3)",
        "%s + 0.5 * noise(%s)",
        "%s * normal(%s, mean = 1, deviation = 0.5)",
        "%s * uniform(%s, low = -1, high = 2)",
        "%s * bernoulli(%s, p = 0.7)"
    };

    private static final String[] REDUCTIONS = {"sum", "mean", "max", "min", "logsumexp"};

    private final RandomModel model;
    private final Random random;
    private final RandomSpaces spaces;
    private final RandomSequences sequences;

    RandomStep(RandomModel model, Random random) {
        this.model = model;
        this.random = random;
        this.spaces = new RandomSpaces(model, random);
        this.sequences = new RandomSequences(model, random);
    }

    /** Takes one step. */
    void take() {
        Value value = model.any();
        if (value.rank() == 3 && random.nextInt(3) > 0 || value.rank() == 2 && random.nextInt(4) == 0) {
            spaces.take(value);
            return;
        }
        if (value.rank() == 2 && random.nextInt(3) == 0) {
            sequences.take(value);
            return;
        }
        switch (random.nextInt(14)) {
            case 0 -> dense(value);
            case 1 -> model.define(value.shape(), String.format(choose(ELEMENTWISE), value.name()));
            case 2, 3 -> pair(value);
            case 4 -> model.define(value.shape(), weighted(value));
            case 5 -> model.define(value.shape(), String.format(choose(ROWS), value.name()));
            case 6 -> reduce(value);
            case 7 -> join(value);
            case 8 -> cut(value);
            case 9 -> move(value);
            case 10 -> product(value);
            case 11 -> norm(value);
            case 12 -> model.define(value.shape(), String.format(choose(DRAWS), value.name(), sizes(value)));
            default -> shared(value);
        }
    }

    private String choose(String[] texts) {
        return texts[random.nextInt(texts.length)];
    }

    /** A value with weights of its own. */
    String weighted(Value value) {
        String p = model.parameter(value.shape().subList(random.nextInt(value.rank()), value.rank()));
        return random.nextBoolean() ? value.name() + " * " + p : "sin(" + value.name() + " + " + p + ")";
    }

    private void dense(Value value) {
        int size = model.size();
        String bias = random.nextInt(4) == 0 ? ", bias = false" : "";
        String then = random.nextBoolean() ? "" : " -> " + choose(new String[] {"relu", "softsign", "gelu"});
        model.define(
                with(value.shape(), size), value.name() + " -> " + model.once("dense(" + size + bias + ")") + then);
    }

    private static String sizes(Value value) {
        return value.shape().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static List<Integer> with(List<Integer> shape, int last) {
        List<Integer> other = new ArrayList<>(shape);
        other.set(shape.size() - 1, last);
        return other;
    }

    private void pair(Value value) {
        List<Value> like = model.values().stream()
                .filter(other -> other.shape().equals(value.shape()))
                .toList();
        Value other = like.get(random.nextInt(like.size()));
        model.define(value.shape(), String.format(choose(PAIRS), value.name(), other.name()));
    }

    private void reduce(Value value) {
        String function = "0.2 * " + choose(REDUCTIONS);
        if (value.rank() < 2) {
            model.define(
                    value.shape(), value.name() + " - " + function + "(" + value.name() + ", axis = -1, keep = true)");
        } else {
            int axis = random.nextInt(value.rank());
            List<Integer> rest = new ArrayList<>(value.shape());
            rest.remove(axis);
            model.define(rest, function + "(" + value.name() + ", axis = " + axis + ")");
        }
    }

    private void join(Value value) {
        List<Integer> front = value.shape().subList(0, value.rank() - 1);
        Optional<Value> other = model.values().stream()
                .filter(one -> one.shape().subList(0, one.rank() - 1).equals(front))
                .skip(random.nextInt(2))
                .findFirst();
        Value second = other.orElse(value);
        int size = value.last() + second.last();
        model.define(with(value.shape(), size), "concat(" + value.name() + ", " + second.name() + ")");
    }

    private void cut(Value value) {
        int size = 1 + random.nextInt(value.last());
        int from = random.nextInt(value.last() - size + 1);
        model.define(with(value.shape(), size), "slice(" + value.name() + ", " + from + ", " + (from + size) + ")");
    }

    private void move(Value value) {
        if (value.rank() < 2) {
            model.define(value.shape(), "2 * " + value.name());
        } else if (value.rank() == 2 && random.nextBoolean()) {
            model.define(List.of(value.shape().get(1), value.shape().get(0)), "transpose(" + value.name() + ")");
        } else {
            model.define(List.of(value.elements()), "flatten(" + value.name() + ")");
        }
    }

    private void product(Value value) {
        if (value.rank() != 2) {
            dense(value);
        } else {
            int rows = value.shape().get(0);
            String scores = "softmax(matmul(" + value.name() + ", transpose(" + value.name() + ")) / 4)";
            boolean weigh = random.nextBoolean();
            model.define(
                    weigh ? value.shape() : List.of(rows, rows),
                    weigh ? "matmul(" + scores + ", " + value.name() + ")" : scores);
        }
    }

    private void norm(Value value) {
        String norm = choose(
                new String[] {"batch_norm(epsilon = 0.1)", "layer_norm(epsilon = 0.1)", "rms_norm(epsilon = 0.1)"});
        model.define(value.shape(), value.name() + " -> " + model.once(norm));
    }

    private void shared(Value value) {
        String layer = model.layer("dense(" + value.last() + ")");
        model.define(value.shape(), value.name() + " -> " + layer + " -> softsign -> " + layer);
    }
}
