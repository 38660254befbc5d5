package dev.nnc.generated.random;

import dev.nnc.generated.random.RandomModel.Value;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A loss of a random model that compares a value with a target, and what measures and tells it: metrics and outputs. */
final class RandomLoss {
    private static final String[] OF_NUMBERS = {
        "mean_squared_error(%s, %s)",
        "mean_absolute_error(%s, %s)",
        "huber(%s, %s, delta = 0.7)",
        "smooth_l1(%s, %s)",
        "log_cosh(%s, %s)",
        "quantile(%s, %s, q = 0.8)",
        "mean(huber(%s, %s, reduce = none))",
        "hinge(%s, %s)",
        "squared_hinge(sin(%s), %s)",
        "poisson(sin(%s), %s)",
        "gaussian_nll(%1$s, %2$s, 1.5 + sin(%1$s))",
        "cosine(2 + sin(%s), 2 + sin(%s))",
        "kl_divergence(log_softmax(%s), softmax(%s))",
        "cross_entropy(3 * sin(%s), softmax(%s))",
        "binary_cross_entropy(2 * sin(%s), sigmoid(%s), positive_weight = 2)",
        "binary_cross_entropy_probabilities(sigmoid(sin(%s)), sigmoid(%s))",
        "binary_focal(2 * sin(%s), sigmoid(%s), positive_share = 0.3)"
    };

    /** The sine makes logits of what may be probabilities. */
    private static final String[] OF_CLASSES = {
        "cross_entropy(3 * sin(%s), %s)",
        "cross_entropy(3 * sin(%s), %s, smoothing = 0.2)",
        "cross_entropy_probabilities(softmax(3 * sin(%s)), %s)",
        "negative_log_likelihood(log_softmax(3 * sin(%s)), %s)",
        "focal(3 * sin(%s), %s, gamma = 1.5)",
        "0.1 * cross_entropy(3 * sin(%s), %s, reduce = sum)"
    };

    private static final String[] OF_TWO_CLASSES = {
        "binary_cross_entropy(2 * sin(%s), %s)",
        "binary_focal(2 * sin(%s), %s, gamma = 1.5)",
        "squared_hinge(sin(%s), %s)",
        "mean_squared_error(sigmoid(%s), %s)"
    };

    private static final String[] METRICS_OF_NUMBERS = {
        "mean_absolute_error(%s, %s)",
        "mean_squared_error(%s, %s)",
        "rmse(%s, %s)",
        "r2(%s, %s)",
        "2 * mean(abs(%s - %s))",
        "log_cosh(%s, %s)"
    };

    /** Where examples have lengths, a mean over all elements is none over examples. */
    private static final String[] METRICS_OF_SEQUENCES = {
        "mean_absolute_error(%s, %s)", "mean_squared_error(%s, %s)", "rmse(%s, %s)", "log_cosh(%s, %s)"
    };

    private static final String[] METRICS_OF_CLASSES = {
        "accuracy(%s, %s)",
        "precision(%s, %s)",
        "recall(%s, %s)",
        "f1(%s, %s)",
        "top_k(%s, %s, k = 2)",
        "perplexity(3 * sin(%s), %s)"
    };

    private static final String[] METRICS_OF_TWO_CLASSES = {
        "accuracy(%s, %s)", "precision(%s, %s)", "recall(%s, %s)", "f1(%s, %s)", "auc(%s, %s)"
    };

    private static final int MOST_NAMES = 17;

    private final RandomModel model;
    private final Random random;

    RandomLoss(RandomModel model, Random random) {
        this.model = model;
        this.random = random;
    }

    /** A loss of a value. */
    String of(Value value) {
        if (value.rank() == 1 && random.nextInt(3) == 0) {
            return ofTwoClasses(value);
        }
        if (value.rank() == 1 && value.last() > 1 && random.nextBoolean()) {
            return ofClasses(value);
        }
        if (random.nextInt(3) == 0) {
            return inUnits(value);
        }
        String goal = target("float" + value.shape());
        return compare(value.name(), goal, OF_NUMBERS, METRICS_OF_NUMBERS);
    }

    /** A loss of a sequence that is so wide, and whose time is a length. */
    String of(String sequence, String length, int width) {
        if (width > 1 && random.nextBoolean()) {
            String goal = target("class(" + width + ")[" + length + "]");
            return compare(sequence, goal, OF_CLASSES, METRICS_OF_CLASSES);
        }
        String goal = target("float[" + length + ", " + width + "]");
        return compare(sequence, goal, OF_NUMBERS, METRICS_OF_SEQUENCES);
    }

    private String target(String type) {
        String target = model.fresh("goal");
        model.state("target " + target + ": " + type);
        return target;
    }

    /** Two classes with names, of which one number tells, and the output that says so. */
    private String ofTwoClasses(Value value) {
        String goal = target("class(no, yes)");
        String judged = model.fresh("judged");
        model.bind(judged, value.name() + " -> " + model.once("dense(1)"));
        model.state("output chance_" + goal + " of " + goal + " = sigmoid(" + judged + ")");
        return compare(judged, goal, OF_TWO_CLASSES, METRICS_OF_TWO_CLASSES);
    }

    /** Classes, which have names and an output if they are few. */
    private String ofClasses(Value value) {
        boolean few = value.last() <= MOST_NAMES && random.nextInt(4) > 0;
        String names =
                IntStream.range(0, value.last()).mapToObj(i -> "kind" + i).collect(Collectors.joining(", "));
        String goal = target("class(" + (few ? names : value.last()) + ")");
        if (few) {
            model.state("output chance_" + goal + " of " + goal + " = softmax(" + value.name() + ")");
        }
        return compare(value.name(), goal, OF_CLASSES, METRICS_OF_CLASSES);
    }

    /** A standardized target, in whose own units there is an output. */
    private String inUnits(Value value) {
        String goal = target("float" + value.shape());
        String unit = model.fresh("unit");
        String axis = random.nextBoolean() ? "" : "(axis = " + random.nextInt(value.rank()) + ")";
        model.state("layer " + unit + " = standardize" + axis);
        String guess = model.fresh("guess");
        model.bind(guess, value.name() + " -> inverse(" + unit + ")");
        model.state("output " + guess);
        String standard = model.fresh("standard");
        model.bind(standard, goal + " -> " + unit);
        model.state(metric(guess, goal, METRICS_OF_NUMBERS));
        return compare(value.name(), standard, OF_NUMBERS, METRICS_OF_NUMBERS);
    }

    private String compare(String value, String goal, String[] losses, String[] metrics) {
        if (random.nextInt(4) > 0) {
            model.state(metric(value, goal, metrics));
        }
        return String.format(losses[random.nextInt(losses.length)], value, goal);
    }

    private String metric(String value, String goal, String[] metrics) {
        return "metric " + model.fresh("measure") + " = "
                + String.format(metrics[random.nextInt(metrics.length)], value, goal);
    }
}
