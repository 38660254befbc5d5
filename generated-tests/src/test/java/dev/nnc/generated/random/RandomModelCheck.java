package dev.nnc.generated.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.Options;
import dev.nnc.compiler.Options.Flavour;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.generated.Agreement;
import dev.nnc.generated.CompiledModels.Loaded;
import dev.nnc.generated.EntryCheck;
import dev.nnc.generated.EvaluationCheck;
import dev.nnc.generated.Example;
import dev.nnc.generated.Meaning;
import dev.nnc.generated.Models;
import dev.nnc.generated.Padding;
import dev.nnc.generated.Rounding;
import dev.nnc.generated.Standards;
import dev.nnc.generated.StepCheck;
import dev.nnc.generated.UpdateCheck;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.TensorSpec;
import dev.nnc.runtime.Trainer;
import dev.nnc.runtime.Workers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Random models against their meaning: predictions, losses, the slope of each along a random direction of each leaf, entries,
 * metrics, later steps, and several updates, at several batch sizes; and with two threads against one, bit for bit.
 */
final class RandomModelCheck {
    private static final List<Integer> BATCHES = List.of(1, 7);

    /** Short of kinks such as that of {@code relu}; rounding of the loss in double precision leaves it seven digits or so. */
    private static final double SHORT_STEP = 1e-7;

    /** For slopes that are small beside the loss, where there is no kink. */
    private static final double LONG_STEP = 1e-4;

    private final Models models = new Models();
    private final Loaded classes;

    private RandomModelCheck(List<Long> seeds, int steps) {
        Options options = Options.forPackage("random")
                .withFlavour(Flavour.VECTOR)
                .withObserve(true)
                .withForceSplit(true);
        for (long seed : seeds) {
            models.add(new Source("random" + seed + ".nn", RandomModel.text(seed, steps)), options);
        }
        classes = models.compile().load();
    }

    /** The models of seeds, of at most so many steps. */
    static RandomModelCheck of(List<Long> seeds, int steps) {
        return new RandomModelCheck(seeds, steps);
    }

    /** What the model of a seed does that it does not mean. */
    Optional<String> failure(long seed) {
        String name = RandomModel.name(seed);
        try {
            for (int count : BATCHES) {
                check(models.checked().get(name), name, seed, count);
            }
            return Optional.empty();
        } catch (AssertionError | RuntimeException e) {
            return Optional.of(e.toString());
        }
    }

    private void check(Model model, String name, long seed, int count) {
        Network network = network(name, seed);
        Example first = new Example(network, count, seed);
        Agreement agreement = new Agreement();
        for (int phase = 0; phase < model.phases().size(); phase++) {
            Example example = first.of(phase);
            Map<String, float[]> ours = example.compute();
            Meaning meaning = new Meaning(model, network, example.batch(), new Meaning.Step(phase, 0, Map.of()));
            compare(agreement, meaning, seed, example, ours);
            twoThreads(network(name, seed), phase, example, ours);
        }
        model.entries().forEach(entry -> EntryCheck.check(agreement, network, entry, count, seed));
        EvaluationCheck.check(agreement, model, network, first.batch());
        StepCheck.check(agreement, model, () -> network(name, seed), first.batch());
        UpdateCheck.check(agreement, model, network, first.batch());
        agreement.check();
    }

    private Network network(String name, long seed) {
        return Standards.madeUp(classes.create("random." + name, seed), seed);
    }

    private void compare(Agreement agreement, Meaning meaning, long seed, Example example, Map<String, float[]> ours) {
        int count = example.batch().count();
        agreement.compare("loss of " + count, ours.get("loss"), meaning.lossValue());
        String name = RandomModel.name(seed);
        Rounding rounding = new Rounding(meaning, () -> network(name, seed), example, ours);
        ours.forEach((what, values) -> {
            String of = what.substring(what.indexOf(' ') + 1);
            if (what.startsWith("predicted")) {
                // What cancels, as a mean of normalised numbers does, is what rounding leaves of it.
                agreement.compare(
                        what + " of " + count,
                        values,
                        meaning.prediction(of),
                        () -> rounding.of(what, at -> at.prediction(of)));
            } else if (what.startsWith("gradient")) {
                slope(agreement, meaning, rounding, of, ours, new Random(seed + count));
            }
        });
    }

    /**
     * The slope along a random direction: what the gradient makes of it, as far as its elements may be off. One that is to be 0,
     * of a sum that always cancels, is 0 when it moves the loss by less than its last place.
     */
    private static void slope(
            Agreement agreement,
            Meaning meaning,
            Rounding rounding,
            String leaf,
            Map<String, float[]> ours,
            Random random) {
        float[] gradient = ours.get("gradient " + leaf);
        double place = Math.ulp(ours.get("loss")[0]);
        double[] direction = random.doubles(gradient.length, -1, 1).toArray();
        double slope = slope(meaning, leaf, direction, gradient);
        double least = Math.abs(slope) < place ? place : 0;
        float scale = (float) scale(gradient);
        agreement.compare(
                "slope along " + leaf,
                new float[] {(float) along(gradient, direction), scale},
                new float[] {(float) slope, scale},
                () -> Math.max(least, rounding.of("gradient " + leaf, (near, at) -> error(at, leaf, direction, near))));
    }

    private static double[] error(Meaning meaning, String leaf, double[] direction, float[] gradient) {
        return new double[] {along(gradient, direction) - slope(meaning, leaf, direction, gradient)};
    }

    /** By a step of that length which leads nearer to what the gradient says. */
    private static double slope(Meaning meaning, String leaf, double[] direction, float[] gradient) {
        double along = along(gradient, direction);
        double slope = meaning.slope(leaf, direction, SHORT_STEP);
        if (Math.abs(along - slope) <= 1e-5 * scale(gradient)) {
            return slope;
        }
        double other = meaning.slope(leaf, direction, LONG_STEP);
        return Math.abs(along - other) < Math.abs(along - slope) ? other : slope;
    }

    /** The scale of a sum of so many elements with signs at random, where the slope itself happens to be small. */
    private static double scale(float[] gradient) {
        double largest = 0;
        for (float element : gradient) {
            largest = Math.max(largest, Math.abs(element));
        }
        return largest * Math.sqrt(gradient.length);
    }

    private static double along(float[] gradient, double[] direction) {
        double sum = 0;
        for (int i = 0; i < gradient.length; i++) {
            sum += gradient[i] * direction[i];
        }
        return sum;
    }

    private static void twoThreads(Network network, int phase, Example example, Map<String, float[]> alone) {
        float[] gradients = new float[UpdateCheck.weights(network, phase).length];
        try (Workers workers = Workers.start(2);
                Trainer trainer = network.trainer(workers)) {
            float loss = trainer.gradients(phase, example.batch(), gradients);
            Padding.check(network, trainer);
            assertThat(loss).as("the loss with two threads").isEqualTo(alone.get("loss")[0]);
        }
        int at = 0;
        for (TensorSpec tensor : network.signature().trainable(phase)) {
            for (float element : alone.get("gradient " + tensor.name())) {
                assertThat(gradients[at++])
                        .as("gradient of " + tensor.name() + " with two threads")
                        .isEqualTo(element);
            }
        }
    }
}
