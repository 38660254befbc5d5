package dev.nnc.generated.random;

import dev.nnc.generated.random.RandomModel.Value;
import java.util.Random;

/** A loss of a random model that compares a value with a target. */
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
        "cross_entropy(%s, softmax(%s))",
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

    private final RandomModel model;
    private final Random random;

    RandomLoss(RandomModel model, Random random) {
        this.model = model;
        this.random = random;
    }

    /** A loss of a value. */
    String of(Value value) {
        boolean classes = value.rank() == 1 && value.last() > 1 && random.nextBoolean();
        String type = classes ? "class(" + value.last() + ")" : "float" + value.shape();
        return compare(value.name(), classes, type);
    }

    /** A loss of a sequence that is so wide, and whose time is a length. */
    String of(String sequence, String length, int width) {
        boolean classes = width > 1 && random.nextBoolean();
        return compare(
                sequence,
                classes,
                classes ? "class(" + width + ")[" + length + "]" : "float[" + length + ", " + width + "]");
    }

    private String compare(String value, boolean classes, String type) {
        String target = model.fresh("goal");
        model.state("target " + target + ": " + type);
        String[] losses = classes ? OF_CLASSES : OF_NUMBERS;
        return String.format(losses[random.nextInt(losses.length)], value, target);
    }
}
