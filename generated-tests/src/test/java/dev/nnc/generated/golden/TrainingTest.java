package dev.nnc.generated.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.Options;
import dev.nnc.compiler.Options.Flavour;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.generated.Agreement;
import dev.nnc.generated.CompiledModels.Loaded;
import dev.nnc.generated.Models;
import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Layouts;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.TensorSpec;
import dev.nnc.runtime.Trainer;
import dev.nnc.runtime.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds settings of training against PyTorch, step by step, in every way to take a step; see make_training.py. */
class TrainingTest {
    private static final Map<String, String> MODELS = new LinkedHashMap<>();
    private static Loaded classes;

    static List<String> cases() {
        if (classes == null) {
            Source source = Models.file("golden/training.nn");
            Models models = new Models();
            models.add(source, Options.forPackage("vector").withFlavour(Flavour.VECTOR));
            models.add(source, Options.forPackage("scalar").withFlavour(Flavour.SCALAR));
            Options split = Options.forPackage("split").withFlavour(Flavour.VECTOR);
            models.add(source, split.withForceSplit(true));
            models.checked()
                    .keySet()
                    .forEach(model ->
                            MODELS.put(model.replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT), model));
            classes = models.compile().load();
        }
        return new ArrayList<>(MODELS.keySet());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void agrees(String name) {
        GoldenCase golden = GoldenCase.read("training", name);
        Map<String, float[]> shipped = steps(golden, network(golden, "vector"), Workers.single());
        Agreement agreement = new Agreement();
        shipped.forEach((tensor, ours) ->
                agreement.compare(tensor, ours, golden.get(tensor).floats()));
        agreement.check();
        assertSame(steps(golden, network(golden, "scalar"), Workers.single()), shipped);
        try (Workers two = Workers.start(2)) {
            assertSame(steps(golden, network(golden, "split"), two), shipped);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void gradientsAndUpdateAreAStep(String name) {
        GoldenCase golden = GoldenCase.read("training", name);
        Network network = network(golden, "vector");
        Trainer trainer = trainer(network, Workers.single());
        Map<String, float[]> results = new LinkedHashMap<>();
        float[] flat = new float[Layouts.size(network.signature().trainable(0))];
        for (int step = 1; step <= golden.steps(); step++) {
            float loss = trainer.gradients(0, batch(golden, network, step), flat);
            trainer.update(0, flat);
            take(network, step, loss, results);
        }
        assertSame(results, steps(golden, network(golden, "vector"), Workers.single()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void goesOnFromACheckpoint(String name, @TempDir Path folder) throws IOException {
        GoldenCase golden = GoldenCase.read("training", name);
        Map<String, float[]> results = new LinkedHashMap<>();
        Network network = network(golden, "vector");
        Trainer trainer = trainer(network, Workers.single());
        for (int step = 1; step <= golden.steps(); step++) {
            take(network, step, trainer.step(batch(golden, network, step)), results);
            Path file = folder.resolve("step" + step + ".safetensors");
            trainer.saveCheckpoint(file);
            network = classes.create("vector." + MODELS.get(name), step);
            trainer = network.trainer();
            trainer.resume(file);
            schedule(trainer);
        }
        assertSame(results, steps(golden, network(golden, "vector"), Workers.single()));
    }

    private static Network network(GoldenCase golden, String build) {
        Network network = classes.create(build + "." + MODELS.get(golden.name()), 0);
        network.signature()
                .trainable(0)
                .forEach(tensor -> network.setTensor(
                        tensor.name(), golden.get("param." + tensor.name()).floats()));
        return network;
    }

    private static Trainer trainer(Network network, Workers workers) {
        Trainer trainer = network.trainer(workers);
        schedule(trainer);
        return trainer;
    }

    private static void schedule(Trainer trainer) {
        trainer.modelSchedule(0, trainer.get("rate"), 100).ifPresent(schedule -> trainer.setSchedule(0, schedule));
    }

    private static Map<String, float[]> steps(GoldenCase golden, Network network, Workers workers) {
        Map<String, float[]> results = new LinkedHashMap<>();
        Trainer trainer = trainer(network, workers);
        for (int step = 1; step <= golden.steps(); step++) {
            take(network, step, trainer.step(batch(golden, network, step)), results);
        }
        return results;
    }

    private static void take(Network network, int step, float loss, Map<String, float[]> results) {
        results.put("step" + step + ".loss", new float[] {loss});
        for (TensorSpec tensor : network.signature().trainable(0)) {
            results.put("step" + step + ".param." + tensor.name(), network.tensor(tensor.name()));
        }
    }

    private static Batch batch(GoldenCase golden, Network network, int step) {
        float[] inputs = golden.get("step" + step + ".in.x").floats();
        long[] classes = (long[]) golden.get("step" + step + ".target.t").values();
        Batch batch = Batch.forTraining(network.signature(), classes.length);
        System.arraycopy(inputs, 0, batch.floats(0), 0, inputs.length);
        Arrays.setAll(batch.classes(1), i -> Math.toIntExact(classes[i]));
        batch.setCount(classes.length);
        return batch;
    }

    private static void assertSame(Map<String, float[]> ours, Map<String, float[]> others) {
        assertThat(ours.keySet()).isEqualTo(others.keySet());
        ours.forEach((tensor, values) ->
                assertThat(values).as(tensor + " is the same, bit for bit").isEqualTo(others.get(tensor)));
    }
}
