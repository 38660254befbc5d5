package dev.nnc.generated.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
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

    private static final int[] SIZES = {1, 2, 3, 5, 7, 15, 16, 17, 33, 65};

    private static final String[] OPTIMIZERS = {
        "sgd(rate = 0.1)",
        "sgd(rate = 0.05, momentum = 0.9, nesterov = true)",
        "adam(rate = 0.01)",
        "adamw(rate = 0.01, decay = 0.1)",
        "rmsprop(rate = 0.01)",
        "adagrad(rate = 0.1)",
        "adadelta(rate = 0.5)",
        "adamax(rate = 0.01)",
        "nadam(rate = 0.01)",
        "radam(rate = 0.01)",
        "rprop(rate = 0.01)",
        "lion(rate = 0.01)",
        "lamb(rate = 0.01)",
        "lbfgs(rate = 0.5, history = 2)"
    };

    private static final String GROUP = "group \"p*\" { rate 0.2 }";

    private static final String[] SETTINGS = {
        "", "", "", "clip norm(0.5)", "clip value(0.1)", "l1 0.01", "l2 0.1", GROUP
    };

    private final Random random;
    private final List<String> statements = new ArrayList<>();
    private final List<Value> values = new ArrayList<>();
    private final Set<String> unused = new HashSet<>();
    private final RandomStep step;
    private boolean hasRows;
    private int named;

    private RandomModel(long seed) {
        random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
        step = new RandomStep(this, random);
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
            List<Integer> shape = List.of(1 + random.nextInt(6), 1 + random.nextInt(9), 1 + random.nextInt(9));
            statements.add("input picture: float" + shape);
            values.add(new Value("picture", shape));
        }
        values.forEach(value -> unused.add(value.name()));
        if (random.nextInt(4) == 0) {
            List<Integer> shape = List.of(2 + random.nextInt(6), size());
            statements.add("input ids: class(" + (2 + random.nextInt(20)) + ")[" + shape.get(0) + "]");
            define(shape, "ids -> embedding(" + shape.get(1) + ")");
        }
        if (random.nextInt(4) == 0) {
            new RandomLengths(this, random).write();
        }
        int steps = 2 + Math.min(random.nextInt(MOST_STEPS - 1), random.nextInt(MOST_STEPS - 1));
        for (int i = 0; i < Math.min(steps, most); i++) {
            step.take();
        }
        Value value = any();
        define(value.shape(), step.weighted(value));
        return close(name);
    }

    private static String digits(String text) {
        return text.replaceAll("\\D", "");
    }

    private String close(String name) {
        Value last = values.get(values.size() - 1);
        String rest = values.stream()
                .filter(value -> unused.contains(value.name()) && value != last)
                .map(value -> " + mean(exp(sin(" + value.name() + ")))")
                .collect(Collectors.joining());
        statements.add("output " + last.name());
        statements.add(
                "loss mean(" + last.name() + " * " + last.name() + ") + 0.3 * sum(sin(" + last.name() + "))" + rest);
        String body = statements.stream().collect(Collectors.joining("\n    ", "    ", "\n"));
        return "model " + name + " {\n" + body + "}\n\ntrain " + name + " {\n    " + String.join("\n    ", settings())
                + "\n}\n";
    }

    private List<String> settings() {
        List<String> settings = new ArrayList<>(List.of("batch 7"));
        String optimizer = choose(OPTIMIZERS);
        settings.add("optimizer " + optimizer);
        String setting = choose(SETTINGS);
        if (!setting.isEmpty() && !(setting.equals(GROUP) && optimizer.startsWith("lbfgs"))) {
            settings.add(setting);
        }
        if (random.nextInt(3) == 0) {
            settings.add("accumulate " + (2 + random.nextInt(2)));
        }
        if (random.nextInt(3) == 0) {
            settings.add("average 0.7");
        }
        if (hasRows && random.nextInt(3) == 0) {
            settings.add("max_norm 0.9");
        }
        return settings;
    }

    private String choose(String[] texts) {
        return texts[random.nextInt(texts.length)];
    }

    /** Adds a statement that names no value for later steps. */
    void state(String statement) {
        statements.add(statement);
        hasRows |= statement.contains("dense(") || statement.contains("embedding(");
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
        state(value.name() + " = " + expression);
        values.add(value);
        unused.add(value.name());
        return value;
    }

    /** Declares a weight of that shape; its name. */
    String parameter(List<Integer> shape) {
        String name = "p" + ++named;
        statements.add("parameter " + name + ": float" + shape + " = uniform(0.5, 1.5)");
        return name;
    }

    /** Declares a layer for several uses; its name. */
    String layer(String kind) {
        String name = "shared" + ++named;
        statements.add("layer " + name + " = " + kind);
        return name;
    }
}
