package dev.nnc.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.Options;
import dev.nnc.compiler.Options.Flavour;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.generated.CompiledModels.Loaded;
import dev.nnc.runtime.Network;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Models in both flavours, held against each other bit for bit, and against their meaning. */
final class MeaningCheck {
    private static final List<Integer> BATCHES = List.of(1, 4, 5);
    private static final long SEED = 7;

    private final Models models = new Models();
    private final Loaded classes;

    MeaningCheck(List<Source> sources) {
        for (Source source : sources) {
            models.add(
                    source,
                    Options.forPackage("vector").withFlavour(Flavour.VECTOR).withObserve(true));
            models.add(
                    source,
                    Options.forPackage("scalar").withFlavour(Flavour.SCALAR).withObserve(true));
        }
        classes = models.compile().load();
    }

    List<String> models() {
        return List.copyOf(models.checked().keySet());
    }

    /**
     * Checks a model at several batch sizes.
     *
     * @param differentiable whether the gradient of a leaf is to be the slope of the loss
     */
    void check(String name, Predicate<String> differentiable) {
        Model model = models.checked().get(name);
        for (int count : BATCHES) {
            Network network = network("vector." + name);
            Example example = new Example(network, count, count);
            Map<String, float[]> vector = example.compute();
            Map<String, float[]> scalar = new Example(network("scalar." + name), count, count).compute();
            Meaning meaning = new Meaning(model, network, example.batch());
            Agreement agreement = new Agreement();
            Rounding rounding = new Rounding(meaning, () -> network("vector." + name), example, vector);
            vector.forEach((what, ours) -> {
                assertThat(scalar.get(what)).as("the scalar twin's " + what).containsExactly(ours);
                String of = what.substring(what.indexOf(' ') + 1);
                if (!what.startsWith("gradient") || differentiable.test(of)) {
                    agreement.compare(
                            what + " of " + count,
                            ours,
                            meant(meaning, what, of),
                            () -> what.startsWith("gradient") ? rounding.of(what, at -> at.gradient(of)) : 0);
                }
            });
            UpdateCheck.check(agreement, model, network, example.batch());
            agreement.check();
        }
    }

    private Network network(String className) {
        return Standards.madeUp(classes.create(className, SEED), SEED);
    }

    private static float[] meant(Meaning meaning, String what, String of) {
        return switch (what.substring(0, what.length() - of.length()).trim()) {
            case "predicted" -> meaning.prediction(of);
            case "trained" -> meaning.trainingOutput(of);
            case "gradient" -> meaning.gradient(of);
            default -> meaning.lossValue();
        };
    }
}
