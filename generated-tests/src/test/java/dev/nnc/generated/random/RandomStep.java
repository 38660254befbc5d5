package dev.nnc.generated.random;

import dev.nnc.generated.random.RandomModel.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
        "pow(1.5 + sin(%s), 2)",
        "tan(0.5 * sin(%s))",
        "expm1(0.5 * sin(%s))",
        "log1p(square(%s))",
        "log2(1.5 + sin(%s))",
        "log10(2 + cos(%s))",
        "hard_sigmoid(%s)",
        "hard_swish(%s)",
        "gelu(%s, approximate = tanh)",
        "softplus(%s, sharpness = 2)",
        "celu(%s, alpha = 2)",
        "clamp(%s, low = -0.3)",
        "hard_tanh(%s, -0.4, 0.7)",
        "scale(square(sin(%s)), 1 / 3)",
        "where(not (%1$s > 0.5) and %1$s > -0.5 or %1$s > 1, %1$s, 0.5 * %1$s)",
        "bent(%s)",
        "bent(%s, slope = 0.3)"
    };

    private static final String[] PAIRS = {
        "%s + %s",
        "%s - %s",
        "sin(%s) * %s",
        "%s / (1.5 + sin(%s))",
        "max(%s, %s)",
        "min(%s, %s)",
        "%1$s + 0.5 * %2$s * %1$s / (2 + sin(%1$s))",
        "where(%1$s > %2$s, %1$s, sin(%2$s))",
        "where(%1$s > 0.3 or not (%2$s <= %1$s), %1$s, sin(%2$s))",
        "pow(1.5 + sin(%s), sin(%s))",
        "mixed(%s, %s)",
        "mixed(%s, sin(%s), share = 0.6)"
    };

    /** What sees all that lies along axes. */
    private static final String[] ROWS = {
        "softmax(%s)",
        "softmax(%s, axis = 0)",
        "log_softmax(%s)",
        "normalize(1.5 + sin(%s))",
        "%1$s - mean(%1$s, axis = AXES, keep = true)",
        "%1$s / (1 + sum(%1$s * %1$s, axis = AXES, keep = true))",
        "%1$s - logsumexp(%1$s, axis = AXES, keep = true)",
        "%1$s / sqrt(0.1 + mean(%1$s * %1$s, axis = AXES, keep = true))",
        "%1$s / sqrt(0.1 + var(%1$s, axis = AXES, correction = 0, keep = true))",
        "%1$s - 0.3 * norm(1.5 + sin(%1$s), axis = AXES, keep = true)",
        "%1$s + max(%1$s, axis = AXES, keep = true)"
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

    private static final String[] REDUCTIONS = {"sum", "mean", "max", "min", "logsumexp", "var"};

    private final RandomModel model;
    private final Random random;
    private final RandomSpaces spaces;
    private final RandomSequences sequences;
    private final RandomLayers layers;
    private final RandomMoves moves;

    RandomStep(RandomModel model, Random random) {
        this.model = model;
        this.random = random;
        this.spaces = new RandomSpaces(model, random);
        this.sequences = new RandomSequences(model, random);
        this.layers = new RandomLayers(model, random);
        this.moves = new RandomMoves(model, random);
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
        switch (random.nextInt(15)) {
            case 0 -> layers.dense(value);
            case 1 -> model.define(value.shape(), String.format(choose(ELEMENTWISE), value.name()));
            case 2, 3 -> pair(value);
            case 4 -> model.define(value.shape(), weighted(value));
            case 5 ->
                model.define(value.shape(), String.format(choose(ROWS).replace("AXES", axes(value)), value.name()));
            case 6 -> reduce(value);
            case 7 -> moves.join(value);
            case 8 -> moves.cut(value);
            case 9 -> moves.move(value);
            case 10 -> product(value);
            case 11 -> layers.norm(value);
            case 12 -> model.define(value.shape(), String.format(choose(DRAWS), value.name(), sizes(value)));
            case 13 -> layers.composed(value);
            default -> layers.shared(value);
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

    private static String sizes(Value value) {
        return value.shape().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** One of its axes, or the first two. */
    private String axes(Value value) {
        boolean both = value.rank() > 1 && random.nextInt(4) == 0;
        return both ? "[0, 1]" : "" + (random.nextBoolean() ? -1 : random.nextInt(value.rank()));
    }

    /** Joins a value and one that is repeated to its shape, if it has not that very one. */
    private void pair(Value value) {
        List<Value> fitting =
                model.values().stream().filter(other -> repeats(other, value)).toList();
        Value other = fitting.get(random.nextInt(fitting.size()));
        model.define(value.shape(), String.format(choose(PAIRS), value.name(), other.name()));
    }

    private static boolean repeats(Value small, Value large) {
        int more = large.rank() - small.rank();
        return more >= 0
                && IntStream.range(0, small.rank())
                        .allMatch(axis -> small.shape().get(axis) == 1
                                || small.shape().get(axis).equals(large.shape().get(axis + more)));
    }

    private void reduce(Value value) {
        String function = choose(REDUCTIONS);
        String corrected = function.equals("var") ? ", correction = 0" : "";
        if (value.rank() < 2) {
            model.define(
                    value.shape(),
                    value.name() + " - 0.2 * " + function + "(" + value.name() + ", axis = -1, keep = true" + corrected
                            + ")");
            return;
        }
        int axis = random.nextInt(value.rank());
        int last = value.rank() == 3 && axis < 2 && random.nextBoolean() ? axis + 1 : axis;
        List<Integer> rest = new ArrayList<>(value.shape());
        rest.subList(axis, last + 1).clear();
        String axes = last > axis ? "[" + axis + ", " + last + "]" : "" + axis;
        model.define(rest, "0.2 * " + function + "(" + value.name() + ", axis = " + axes + corrected + ")");
    }

    /** A matrix product of a value with itself, with a value that fits, or with a weight. */
    private void product(Value value) {
        if (value.rank() < 2) {
            layers.dense(value);
            return;
        }
        int rows = value.shape().get(value.rank() - 2);
        String name = value.name();
        List<Value> fitting = model.values().stream()
                .filter(other -> other.rank() == 2 && value.rank() == 2 && other.last() == value.last())
                .toList();
        int kind = random.nextInt(fitting.isEmpty() ? 2 : 4);
        if (kind == 0) {
            model.define(
                    value.shape(), "matmul(softmax(matmul(" + name + ", transpose(" + name + ")) / 4), " + name + ")");
        } else if (kind == 1) {
            int size = model.size();
            String weight = model.parameter(List.of(value.last(), size));
            model.define(with(value, size), "0.2 * matmul(" + name + ", " + weight + ")");
        } else {
            Value other = fitting.get(random.nextInt(fitting.size()));
            String scores = "softmax(matmul(" + name + ", transpose(" + other.name() + ")) / 4)";
            boolean weigh = random.nextBoolean();
            model.define(
                    weigh ? value.shape() : List.of(rows, other.shape().get(0)),
                    weigh ? "matmul(" + scores + ", " + other.name() + ")" : scores);
        }
    }

    private static List<Integer> with(Value value, int last) {
        List<Integer> other = new ArrayList<>(value.shape());
        other.set(value.rank() - 1, last);
        return other;
    }
}
