package dev.nnc.generated.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The text of a valid model, made from a seed: a few values, each of earlier ones, with sizes around those of lanes and tiles.
 *
 * <p>A model of fewer steps is the beginning of the same one of more, which is how a failure is made smaller.
 */
final class RandomModel {
    /** Steps of the largest models. */
    static final int MOST_STEPS = 9;

    /** Of pictures: those whose lines fill vectors lie in planes. */
    private static final int[] WIDTHS = {1, 2, 3, 4, 5, 6, 11, 20, 33};

    private static final int[] SIZES = {1, 2, 3, 5, 7, 15, 16, 17, 33, 65};

    private final Random random;
    private final List<String> statements = new ArrayList<>();
    private final List<Value> values = new ArrayList<>();
    private final Set<String> unused = new HashSet<>();
    private final RandomWeights weights;
    private final List<String> sequences = new ArrayList<>();
    private final List<String> losses = new ArrayList<>();
    private final RandomStep step;

    /** Whether there is a second loss, so that each says which declared layers and parameters it moves. */
    private final boolean phases;

    private int named;

    private RandomModel(long seed) {
        random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
        weights = new RandomWeights(random);
        step = new RandomStep(this, random);
        phases = random.nextInt(5) == 0;
    }

    /** A value of the model, with the sizes behind the batch. */
    record Value(String name, List<Integer> shape) {
        int last() {
            return shape.get(shape.size() - 1);
        }

        int rank() {
            return shape.size();
        }

        int elements() {
            return shape.stream().reduce(1, Math::multiplyExact);
        }
    }

    /** The name of the model of a seed. */
    static String name(long seed) {
        return "Random" + seed;
    }

    /** The text of the model of a seed, of at most {@code most} steps. */
    static String text(long seed, int most) {
        return new RandomModel(seed).write(name(seed), most);
    }

    private String write(String name, int most) {
        statements.add("input x: float[" + size() + "]");
        values.add(new Value("x", List.of(Integer.parseInt(digits(statements.get(0))))));
        if (random.nextInt(3) > 0) {
            List<Integer> shape = List.of(1 + random.nextInt(6), size());
            statements.add("input s: float" + shape);
            values.add(new Value("s", shape));
        }
        if (random.nextInt(3) == 0) {
            List<Integer> shape =
                    List.of(1 + random.nextInt(6), 1 + random.nextInt(9), WIDTHS[random.nextInt(WIDTHS.length)]);
            statements.add("input picture: float" + shape);
            values.add(new Value("picture", shape));
        }
        values.forEach(value -> unused.add(value.name()));
        for (Value input : List.copyOf(values)) {
            if (random.nextInt(4) == 0) {
                standardize(input);
            }
            if (input.rank() == 2 && random.nextInt(4) == 0) {
                new RandomEntries(this, random).carry(input);
            }
        }
        if (random.nextInt(4) == 0) {
            List<Integer> shape = List.of(2 + random.nextInt(6), size());
            statements.add("input ids: class(" + (2 + random.nextInt(20)) + ")[" + shape.get(0) + "]");
            define(shape, "ids -> " + once("embedding(" + shape.get(1) + ")"));
        }
        if (random.nextInt(3) == 0) {
            new RandomLengths(this, random, "ragged", "T").write();
            if (random.nextInt(3) == 0) {
                new RandomLengths(this, random, "uneven", "S").write();
            }
        }
        int steps = 2 + Math.min(random.nextInt(MOST_STEPS - 1), random.nextInt(MOST_STEPS - 1));
        for (int i = 0; i < Math.min(steps, most); i++) {
            step.take();
        }
        Value value = any();
        define(value.shape(), step.weighted(value));
        return close(name);
    }

    /** Takes means and deviations off an input, of each element or of each index of an axis. */
    private void standardize(Value input) {
        String axis = random.nextBoolean() ? "" : "(axis = " + random.nextInt(input.rank()) + ")";
        define(input.shape(), input.name() + " -> standardize" + axis);
    }

    private static String digits(String text) {
        return text.replaceAll("\\D", "");
    }

    private String close(String name) {
        Value last = values.get(values.size() - 1);
        statements.add("output " + last.name());
        List<Value> others = values.stream()
                .filter(value -> value != last && value.name().startsWith("v"))
                .toList();
        if (!others.isEmpty() && random.nextInt(3) == 0) {
            statements.add("output " + others.get(random.nextInt(others.size())).name());
        }
        losses.add("mean(" + last.name() + " * " + last.name() + ")");
        // A sum that grew with the elements would drown the other terms, and drive plain descent beyond all floats.
        losses.add("sum(sin(" + last.name() + ")) / " + 3 * last.elements());
        values.stream()
                .filter(value -> unused.contains(value.name()) && value != last)
                .forEach(value -> losses.add("mean(exp(sin(" + value.name() + ")))"));
        if (random.nextInt(2) == 0) {
            losses.add(new RandomLoss(this, random).of(last));
        }
        RandomSettings settings = new RandomSettings(random, weights, phases);
        List<String> training = settings.write();
        if (phases) {
            rivals(last, settings.frozen());
        } else {
            statements.add("loss " + String.join(" + ", losses));
        }
        String body = statements.stream().collect(Collectors.joining("\n    ", "    ", "\n"));
        return RandomLayers.DEFINITIONS + "model " + name + " {\n" + body + "}\n\ntrain " + name + " {\n    "
                + String.join("\n    ", training) + "\n}\n";
    }

    /** Two losses: of a critic, and of what it judges. */
    private void rivals(Value last, Optional<String> frozen) {
        statements.add("layer critic = dense(" + size() + ") -> softsign -> dense(1)");
        String critical = last.name() + " -> critic";
        String judging = "loss judging = mean(square(1 - (" + critical + "))) updates critic";
        String objective = String.join(" + ", losses);
        List<String> moved = weights.behind(objective).stream()
                .filter(weight -> !frozen.filter(weight::equals).isPresent())
                .toList();
        String moving =
                "loss moving = " + objective + " + mean(sin(" + critical + ")) updates " + String.join(", ", moved);
        boolean before = random.nextBoolean();
        statements.add(before ? judging : moving);
        statements.add(before ? moving : judging);
    }

    /** Adds a statement that names nothing. */
    void state(String statement) {
        statements.add(statement);
    }

    /** Names the value of an expression, of which no later step knows. */
    void bind(String name, String expression) {
        statements.add(name + " = " + expression);
        weights.bind(name, expression);
    }

    /** Adds to the loss that moves what is not the critic's. */
    void learn(String loss) {
        losses.add(loss);
    }

    /** A sequence {@code [time, features]} whose time is a length, for later steps to look at. */
    void sequence(String name) {
        sequences.add(name);
    }

    /** The sequences whose time is a length. */
    List<String> sequences() {
        return sequences;
    }

    /** One of the sizes. */
    int size() {
        return SIZES[random.nextInt(SIZES.length)];
    }

    /** One of the values so far, later ones more often. */
    Value any() {
        int back = Math.min(random.nextInt(values.size()), random.nextInt(values.size()));
        return values.get(values.size() - 1 - back);
    }

    /** The values so far. */
    List<Value> values() {
        return values;
    }

    /** Names the value of an expression. */
    Value define(List<Integer> shape, String expression) {
        Value value = new Value("v" + ++named, shape);
        values.forEach(earlier -> {
            if (Arrays.asList(expression.split("\\W+")).contains(earlier.name())) {
                unused.remove(earlier.name());
            }
        });
        bind(value.name(), expression);
        values.add(value);
        unused.add(value.name());
        return value;
    }

    /** Declares a weight of that shape; its name. */
    String parameter(List<Integer> shape) {
        String name = "p" + ++named;
        weights.parameter(name);
        statements.add("parameter " + name + ": float" + shape + " = uniform(0.5, 1.5)");
        return name;
    }

    /** Declares a layer for several uses; its name. */
    String layer(String kind) {
        String name = "shared" + ++named;
        weights.layer(name, kind);
        statements.add("layer " + name + " = " + kind);
        return name;
    }

    /** Whether losses name the weights that they move. */
    boolean namesWeights() {
        return phases;
    }

    /** A layer for one use: by a name where a loss says what it moves. */
    String once(String kind) {
        if (phases) {
            return layer(kind);
        }
        weights.layer("", kind);
        return kind;
    }

    /** A name that no other has. */
    String fresh(String kind) {
        return kind + ++named;
    }
}
