package dev.nnc.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.Options;
import dev.nnc.compiler.Options.Flavour;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.generated.CompiledModels.Loaded;
import dev.nnc.runtime.CounterRandom;
import dev.nnc.runtime.CounterRandom.Purpose;
import dev.nnc.runtime.Network;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Models in both flavours, held against each other bit for bit, and against their meaning. */
final class MeaningCheck {
    private static final List<Integer> BATCHES = List.of(1, 4, 5);
    private static final long SEED = 7;

    /** Elements for each example of every tensor that is drawn: most are {@code [3, 5]}. */
    private static final int USUALLY_DRAWN = 15;

    /** The same for layers that draw one number for many elements. */
    private static final Map<String, Integer> DRAWN = Map.of("SpatialDropout", 3, "DropPath", 1);

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
            Meaning meaning = new Meaning(
                    model, network, example.batch(), draws(network, DRAWN.getOrDefault(name, USUALLY_DRAWN)));
            Agreement agreement = new Agreement();
            Rounding rounding = new Rounding(() -> network("vector." + name), example, vector);
            vector.forEach((what, ours) -> {
                assertThat(scalar.get(what)).as("the scalar twin's " + what).containsExactly(ours);
                String of = what.substring(what.indexOf(' ') + 1);
                if (!what.startsWith("gradient") || differentiable.test(of)) {
                    agreement.compare(
                            what + " of " + count,
                            ours,
                            meant(meaning, what, of),
                            () -> what.startsWith("gradient") ? rounding.of(what) : 0);
                }
            });
            UpdateCheck.check(agreement, meaning, network, example.batch());
            agreement.check();
        }
    }

    /** A network of a class; its standardizations are made up. */
    private Network network(String className) {
        Network network = classes.create(className, SEED);
        network.signature().standardizations().forEach(layer -> {
            network.setTensor(layer.mean(), filled(network, layer.mean(), 0.3f));
            network.setTensor(layer.deviation(), filled(network, layer.deviation(), 1.7f));
        });
        return network;
    }

    private static float[] filled(Network network, String tensor, float value) {
        float[] values = network.tensor(tensor);
        Arrays.fill(values, value);
        return values;
    }

    private static float[] meant(Meaning meaning, String what, String of) {
        return switch (what.substring(0, what.length() - of.length()).trim()) {
            case "predicted" -> meaning.prediction(of);
            case "trained" -> meaning.trainingOutput(of);
            case "gradient" -> meaning.gradient(of);
            default -> meaning.lossValue();
        };
    }

    /** The numbers that a network draws in its first step: keyed by the place, counted by the element and the example. */
    private static Run.Draws draws(Network network, int drawn) {
        long key = CounterRandom.key(network.signature().training().seed(), Purpose.DRAW, 0);
        return (normal, place, element) -> {
            int own = (int) (key >>> 32) + place * 0x9E3779B9;
            long counter = element % drawn | (long) (element / drawn) << 32;
            long bits = CounterRandom.bits((int) key & 0xFFFFFFFFL | (long) own << 32, counter);
            return normal ? normal(bits) : CounterRandom.uniform((int) bits);
        };
    }

    /** Box and Muller from the upper 23 bits of both words, as kernels do. */
    private static double normal(long bits) {
        double open = 1 - ((int) bits >>> 9) * 0x1p-23;
        double turn = ((int) (bits >>> 32) >>> 9) * 0x1p-23;
        return Math.sqrt(-2 * Math.log(open)) * Math.cos(2 * Math.PI * turn);
    }
}
