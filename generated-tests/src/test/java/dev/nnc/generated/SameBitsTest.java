package dev.nnc.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.Options;
import dev.nnc.compiler.Options.Flavour;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.generated.CompiledModels.Loaded;
import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Element;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.OutputSpec;
import dev.nnc.runtime.TensorSpec;
import dev.nnc.runtime.Trainer;
import dev.nnc.runtime.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The same seed and data give the same weights, bit for bit, whatever computes them. */
class SameBitsTest {
    private static final int STEPS = 50;
    private static final int BATCH = 24;
    private static final long SEED = 11;
    private static final Map<String, float[]> USUAL = new HashMap<>();

    private static CompiledModels compiled;
    private static Loaded classes;

    @BeforeAll
    static void compile() {
        Source source = Models.file("bits.nn");
        Options vector = Options.forPackage("vector").withFlavour(Flavour.VECTOR);
        Options scalar = Options.forPackage("scalar").withFlavour(Flavour.SCALAR);
        Options split = Options.forPackage("split").withFlavour(Flavour.VECTOR).withForceSplit(true);
        compiled = new Models()
                .add(source, vector)
                .add(source, scalar)
                .add(source, split)
                .compile();
        classes = compiled.load();
    }

    static Stream<String> models() {
        return Stream.of("Mlp", "Dropout", "Vae", "Images", "Planes", "Tiles", "Sequences");
    }

    static Stream<Arguments> modelsAndLanes() {
        return models().flatMap(model -> Stream.of(4, 8, 16).map(lanes -> Arguments.of(model, lanes)));
    }

    /** What JDK 17 and 25, on every machine, must come to; the numbers change with the order in which kernels round. */
    @ParameterizedTest
    @CsvSource({
        "Mlp, 177fb3e6",
        "Dropout, 5fda2c86",
        "Vae, 1484f604",
        "Images, c838a032",
        "Planes, 8a426f2d",
        "Tiles, c3ba2343",
        "Sequences, e32b8f37"
    })
    void onEveryJdkAndMachine(String model, String fingerprint) {
        CRC32 crc = new CRC32();
        for (float weight : usual(model)) {
            int bits = Float.floatToIntBits(weight);
            for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
                crc.update(bits >>> shift);
            }
        }
        assertThat(Long.toHexString(crc.getValue())).isEqualTo(fingerprint);
    }

    @ParameterizedTest
    @MethodSource("models")
    void inTheScalarTwin(String model) {
        assertThat(train(classes.create("scalar." + model, SEED))).containsExactly(usual(model));
    }

    @ParameterizedTest
    @MethodSource("modelsAndLanes")
    void atEveryNumberOfLanes(String model, int lanes) {
        Network network = compiled.load(lanes).create("vector." + model, SEED);
        assertThat(train(network)).containsExactly(usual(model));
    }

    @ParameterizedTest
    @MethodSource("models")
    void withOneThreadAndWithTwo(String model) {
        assertThat(train(classes.create("split." + model, SEED))).containsExactly(usual(model));
        Network network = classes.create("split." + model, SEED);
        try (Workers workers = Workers.start(2);
                Trainer trainer = network.trainer(workers)) {
            prepare(network);
            steps(trainer, 0, STEPS);
            assertThat(weights(network)).containsExactly(usual(model));
            assertThat(workers.unitsDone(0)).as("units of the caller").isPositive();
            assertThat(workers.unitsDone(1)).as("units of the other thread").isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void throughSaveAndResume(String model, @TempDir Path folder) throws IOException {
        Path file = folder.resolve("half.safetensors");
        Network first = classes.create("vector." + model, SEED);
        prepare(first);
        try (Trainer trainer = first.trainer()) {
            steps(trainer, 0, STEPS / 2);
            trainer.saveCheckpoint(file);
        }
        Network second = classes.create("vector." + model, SEED + 1);
        try (Trainer trainer = second.trainer()) {
            trainer.setSeed(0);
            trainer.resume(file);
            steps(trainer, STEPS / 2, STEPS);
        }
        assertThat(weights(second)).containsExactly(usual(model));
    }

    @ParameterizedTest
    @MethodSource("models")
    void byGradientsAndUpdate(String model) {
        Network network = classes.create("vector." + model, SEED);
        prepare(network);
        int size = network.signature().trainable(0).stream()
                .mapToInt(TensorSpec::size)
                .sum();
        float[] flat = new float[size];
        try (Trainer trainer = network.trainer()) {
            for (int step = 0; step < STEPS; step++) {
                trainer.gradients(0, batch(network, step, count(step)), flat);
                trainer.update(0, flat);
            }
        }
        assertThat(weights(network)).containsExactly(usual(model));
    }

    @ParameterizedTest
    @MethodSource("models")
    void anExampleAloneAndAmongOthers(String model) {
        Network network = classes.create("vector." + model, SEED);
        prepare(network);
        int together = 64;
        float[] all = predict(network, batch(network, 7, together), together);
        int size = all.length / together;
        for (int example = 0; example < together; example++) {
            Batch alone = batch(network, 7, together);
            float[] x = alone.floats(0);
            int numbers = x.length / together;
            System.arraycopy(x, example * numbers, x, 0, numbers);
            float[] expected = Arrays.copyOfRange(all, example * size, (example + 1) * size);
            assertThat(predict(network, alone, 1)).as("example " + example).containsExactly(expected);
        }
    }

    @Test
    void differentSeedsDiffer() {
        assertThat(train(classes.create("vector.Mlp", SEED + 1))).isNotEqualTo(usual("Mlp"));
    }

    /** The weights that the shipped build comes to in one thread. */
    private static float[] usual(String model) {
        return USUAL.computeIfAbsent(model, name -> train(classes.create("vector." + name, SEED)));
    }

    private static float[] train(Network network) {
        prepare(network);
        try (Trainer trainer = network.trainer()) {
            steps(trainer, 0, STEPS);
        }
        return weights(network);
    }

    private static void prepare(Network network) {
        network.signature().standardizations().forEach(standardization -> {
            TensorSpec deviation = network.signature().tensor(standardization.deviation());
            float[] values = new float[deviation.size()];
            Arrays.fill(values, 1.5f);
            network.setTensor(deviation.name(), values);
        });
    }

    private static void steps(Trainer trainer, int from, int to) {
        for (int step = from; step < to; step++) {
            float loss = trainer.step(batch(trainer.network(), step, count(step)));
            assertThat(loss).isFinite();
        }
    }

    /** Every third batch is a small one. */
    private static int count(int step) {
        return step % 3 == 2 ? 7 : BATCH;
    }

    private static Batch batch(Network network, int step, int count) {
        Batch batch = Batch.forTraining(network.signature(), count);
        Random random = new Random(step);
        for (int slot = 0; slot < batch.slots().size(); slot++) {
            if (batch.slots().get(slot).element() == Element.FLOAT) {
                float[] values = batch.floats(slot);
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) random.nextInt(4001) / 1000 - 2;
                }
            } else {
                int[] values = batch.classes(slot);
                for (int i = 0; i < values.length; i++) {
                    values[i] = random.nextInt(5);
                }
            }
        }
        batch.setCount(count);
        return batch;
    }

    private static float[] weights(Network network) {
        float[] all = new float
                [network.signature().tensors().stream()
                        .mapToInt(TensorSpec::size)
                        .sum()];
        int at = 0;
        for (TensorSpec tensor : network.signature().tensors()) {
            float[] values = network.tensor(tensor.name());
            System.arraycopy(values, 0, all, at, values.length);
            at += values.length;
        }
        return all;
    }

    private static float[] predict(Network network, Batch batch, int count) {
        OutputSpec output = network.signature().outputs().get(0);
        float[][] outputs = {new float[count * output.size()]};
        network.predict(batch, count, outputs);
        return outputs[0];
    }
}
