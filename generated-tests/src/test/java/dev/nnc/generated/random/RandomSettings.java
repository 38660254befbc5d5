package dev.nnc.generated.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

/** The train block of a random model: optimizers in all their forms, their schedules, and what surrounds their updates. */
final class RandomSettings {
    private static final String[] OPTIMIZERS = {
        "sgd(rate = 0.02%s)",
        "sgd(rate = 0.02, decay = 0.1%s)",
        "sgd(rate = 0.01, momentum = 0.9%s)",
        "sgd(rate = 0.01, momentum = 0.9, nesterov = true, decay = 0.05%s)",
        "adam(rate = 0.01%s)",
        "adam(rate = 0.01, beta1 = 0.5, decay = 0.1%s)",
        "adam(rate = 0.01, beta2 = 0.5, amsgrad = true%s)",
        "adamw(rate = 0.01, decay = 0.1%s)",
        "adamw(rate = 0.01, beta2 = 0.6, amsgrad = true%s)",
        "rmsprop(rate = 0.01%s)",
        "rmsprop(rate = 0.01, momentum = 0.9, decay = 0.1%s)",
        "rmsprop(rate = 0.01, alpha = 0.9, centered = true%s)",
        "rmsprop(rate = 0.01, alpha = 0.8, momentum = 0.5, centered = true%s)",
        "adagrad(rate = 0.1%s)",
        "adagrad(rate = 0.1, decay = 0.1%s)",
        "adadelta(rate = 0.5%s)",
        "adadelta(rate = 0.5, rho = 0.7, decay = 0.1%s)",
        "adamax(rate = 0.01%s)",
        "adamax(rate = 0.01, beta2 = 0.7, decay = 0.1%s)",
        "nadam(rate = 0.01%s)",
        "nadam(rate = 0.01, growth = 0.1, decay = 0.1%s)",
        "radam(rate = 0.01%s)",
        "radam(rate = 0.01, beta2 = 0.9, decay = 0.1%s)",
        "rprop(rate = 0.01%s)",
        "rprop(rate = 0.01, shrink = 0.4, grow = 1.5, shortest = 0.005, longest = 0.02%s)",
        "lion(rate = 0.01%s)",
        "lion(rate = 0.01, beta1 = 0.5, decay = 0.1%s)",
        "lamb(rate = 0.01%s)",
        "lamb(rate = 0.01, decay = 0%s)",
        "lbfgs(rate = 0.5, history = 2%s)"
    };

    /** In the place of a rate, which they have for their {@code %s}; they change within the few updates that are made. */
    private static final String[] SCHEDULES = {
        "constant(%s, warmup = 3)",
        "step(%s, every = 2, factor = 0.5)",
        "multi_step(%s, at = [1, 4], factor = 0.3)",
        "exponential(%s, 0.8)",
        "exponential(%s, 0.8, warmup = 2)",
        "polynomial(%s, power = 2)",
        "polynomial(%s, total = 4)",
        "cosine(%s, to = 0.001)",
        "cosine(%s, warmup = 2, warmup_from = 0.3)",
        "cosine_restarts(%s, first = 2, factor = 2)",
        "linear(%s, from = 0.5, to = 0.1)",
        "one_cycle(%s)",
        "one_cycle(%s, total = 5, rising = 0.5, start_divisor = 5, end_divisor = 10)",
        "cyclic(%s, low = 0.002, up = 2, down = 3)",
        "inverse_sqrt(%s, reference = 2)",
        "plateau(%s)"
    };

    private static final Pattern RATE = Pattern.compile("rate = ([0-9.]+)");

    private static final String GROUP = "group \"p*\" { rate 0.03 }";

    private static final String[] AROUND = {
        "",
        "",
        "",
        "clip norm(0.5)",
        "clip value(0.1)",
        "l1 0.01",
        "l2 0.1",
        GROUP,
        "group \"p*\" { rate 0.03  l2 0.1 }"
    };

    private final Random random;
    private final RandomWeights weights;
    private final boolean phases;
    private final List<String> settings = new ArrayList<>(List.of("batch 7"));
    private Optional<String> frozen = Optional.empty();

    RandomSettings(Random random, RandomWeights weights, boolean phases) {
        this.random = random;
        this.weights = weights;
        this.phases = phases;
    }

    /** The settings, one a line. */
    List<String> write() {
        String optimizer = optimizer("");
        if (phases && random.nextBoolean()) {
            optimizer += optimizer(", loss = judging");
        }
        String around = AROUND[random.nextInt(AROUND.length)];
        if (!around.isEmpty() && !(around.startsWith("group") && optimizer.contains("lbfgs"))) {
            settings.add(around);
        }
        if (random.nextInt(3) == 0) {
            settings.add("accumulate " + (2 + random.nextInt(2)));
        }
        if (random.nextInt(3) == 0) {
            settings.add("average 0.7");
        }
        if (random.nextInt(4) == 0) {
            frozen = weights.freezable();
            frozen.ifPresent(name -> settings.add("freeze \"" + weights.pattern(name) + "\""));
        }
        if (weights.rows() && random.nextInt(3) == 0) {
            settings.add("max_norm 0.9");
        }
        return settings;
    }

    private String optimizer(String loss) {
        String optimizer = String.format(OPTIMIZERS[random.nextInt(OPTIMIZERS.length)], loss);
        if (random.nextInt(3) == 0) {
            String schedule = SCHEDULES[random.nextInt(SCHEDULES.length)];
            optimizer =
                    RATE.matcher(optimizer).replaceFirst(rate -> "rate = " + String.format(schedule, rate.group(1)));
        }
        settings.add("optimizer " + optimizer);
        return optimizer;
    }

    /** The layer, parameter or pattern of names that training leaves as it is. */
    Optional<String> frozen() {
        return frozen;
    }
}
