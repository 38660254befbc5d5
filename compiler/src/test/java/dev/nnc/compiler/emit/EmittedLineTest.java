package dev.nnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.compiler.GeneratedFile;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.Options.Flavour;
import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.Trainer;
import dev.nnc.runtime.Workers;
import dev.nnc.runtime.metrics.Evaluation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Prints a small model, compiles the text and runs it. */
class EmittedLineTest {
    private static final int STEPS = 20;

    @Test
    void theTextIsAsExpected() throws IOException {
        Golden.check("line.txt", emit(Flavour.BOTH));
    }

    @Test
    void everyLineKeepsToItsWidth() {
        assertThat(emit(Flavour.BOTH)).allSatisfy(file -> {
            assertThat(file.text().lines())
                    .allSatisfy(line ->
                            assertThat(line).hasSizeLessThanOrEqualTo(100).isEqualTo(line.stripTrailing()));
            assertThat(file.text())
                    .doesNotContain("\n\n\n", "import java.lang", "\t")
                    .endsWith("}\n");
        });
    }

    @Test
    void aFlavourIsAllThereIs() {
        assertThat(emit(Flavour.SCALAR))
                .extracting(GeneratedFile::path)
                .containsExactly(
                        "com/acme/Line.java",
                        "com/acme/LineTrainer.java",
                        "com/acme/LineKernels.java",
                        "com/acme/LineScalarKernels.java");
        assertThat(emit(Flavour.VECTOR))
                .extracting(GeneratedFile::path)
                .contains("com/acme/LineVectorKernels.java")
                .doesNotContain("com/acme/LineScalarKernels.java");
    }

    @Test
    void onlyTheVectorKernelsNeedTheModule() {
        CompiledCode code = CompiledCode.of(emit(Flavour.BOTH));
        assertThat(code.classFiles())
                .allSatisfy((name, bytes) -> assertThat(
                                new String(bytes, StandardCharsets.ISO_8859_1).contains("jdk/incubator"))
                        .as(name)
                        .isEqualTo(name.endsWith("VectorKernels")));
    }

    @Test
    void predictsWhatTheModelSays() throws Exception {
        Network network = create(Flavour.VECTOR, "");
        Batch batch = batch(network, 19);
        float[] price = new float[19];
        network.predict(batch, 19, new float[][] {price});
        float[] weight = network.tensor("weight");
        for (int row = 0; row < 19; row++) {
            double expected = network.tensor("bias")[0];
            for (int k = 0; k < LineModel.FEATURES; k++) {
                expected += (double) weight[k] * batch.floats(0)[row * LineModel.FEATURES + k];
            }
            assertThat((double) price[row]).isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-5));
        }
    }

    @Test
    void learns() throws Exception {
        Network network = create(Flavour.VECTOR, "");
        try (Trainer trainer = network.trainer()) {
            trainer.set("rate", 0.1);
            Batch batch = batch(network, LineModel.BATCH);
            float first = trainer.step(batch);
            float last = first;
            for (int i = 0; i < 200; i++) {
                last = trainer.step(batch);
            }
            assertThat(last).isLessThan(first / 100);
            Evaluation evaluation = new Evaluation(network.signature().metrics());
            trainer.evaluate(batch, evaluation);
            assertThat(evaluation.loss()).isBetween(0.0, (double) last);
            assertThat(evaluation.value(0)).isBetween(0.0, Math.sqrt(last) + 1e-6);
        }
    }

    @Test
    void lanesFlavoursAndThreadsGiveTheSameBits() throws Exception {
        float[] expected = train(create(Flavour.SCALAR, ""), 1);
        for (String lanes : List.of("4", "8", "16")) {
            assertThat(train(create(Flavour.VECTOR, lanes), 1))
                    .as(lanes + " lanes")
                    .isEqualTo(expected);
        }
        assertThat(train(create(Flavour.VECTOR, ""), 2)).as("2 threads").isEqualTo(expected);
    }

    @Test
    void gradientsAndUpdateMakeTheSameStep() throws Exception {
        Network one = create(Flavour.SCALAR, "");
        Network other = create(Flavour.SCALAR, "");
        try (Trainer whole = one.trainer();
                Trainer halves = other.trainer()) {
            Batch batch = batch(one, 5);
            float[] flat = new float[LineModel.FEATURES + 1];
            float loss = whole.step(batch);
            assertThat(halves.gradients(0, batch, flat)).isEqualTo(loss);
            halves.update(0, flat);
            assertThat(other.tensor("weight")).isEqualTo(one.tensor("weight"));
            assertThat(halves.steps(0)).isEqualTo(1);
        }
    }

    @Test
    void mistakesOfCallersAreNamed() throws Exception {
        Network network = create(Flavour.SCALAR, "");
        Batch batch = batch(network, 4);
        assertThatThrownBy(() -> network.predict(batch, 4, new float[][] {new float[3]}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("price has 3 elements");
        batch.setCount(0);
        assertThatThrownBy(() -> network.trainer().step(batch)).hasMessageContaining("takes 1 to 8 examples, not 0");
    }

    private static List<GeneratedFile> emit(Flavour flavour) {
        return JavaEmitter.emit(
                LineModel.lowered(),
                Options.forPackage("com.acme").withFlavour(flavour),
                new FileHeader("0.1.0", "line.nn", "abc123"));
    }

    /** A network whose vectors have this many lanes, or as many as the machine prefers. */
    private static Network create(Flavour flavour, String lanes) throws ReflectiveOperationException {
        if (!lanes.isEmpty()) {
            System.setProperty("nnc.lanes", lanes);
        }
        try {
            Class<?> type = CompiledCode.of(emit(flavour)).loadClass("com.acme.Line");
            return (Network) type.getMethod("create", long.class).invoke(null, 42L);
        } finally {
            System.clearProperty("nnc.lanes");
        }
    }

    private static float[] train(Network network, int threads) {
        try (Workers workers = Workers.start(threads);
                Trainer trainer = network.trainer(workers)) {
            for (int i = 0; i < STEPS; i++) {
                trainer.step(batch(network, 1 + i % LineModel.BATCH));
            }
        }
        return network.tensor("weight");
    }

    private static Batch batch(Network network, int count) {
        Batch batch = Batch.forTraining(network.signature(), count);
        Random random = new Random(count);
        for (int slot = 0; slot < 2; slot++) {
            for (int i = 0; i < batch.floats(slot).length; i++) {
                batch.floats(slot)[i] = (float) random.nextGaussian() / 3;
            }
        }
        batch.setCount(count);
        return batch;
    }
}
