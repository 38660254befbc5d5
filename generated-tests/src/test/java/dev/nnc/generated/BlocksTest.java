package dev.nnc.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.Options;
import dev.nnc.compiler.Options.Flavour;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.generated.CompiledModels.Loaded;
import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.TensorSpec;
import dev.nnc.runtime.Trainer;
import dev.nnc.runtime.Workers;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A batch in blocks has the loss and the gradients that it has as a whole, as which observed models take it. */
class BlocksTest {
    private static final long SEED = 5;

    private static Loaded classes;

    @BeforeAll
    static void compile() {
        Source source = Models.file("blocks.nn");
        classes = new Models()
                .add(
                        source,
                        Options.forPackage("whole").withFlavour(Flavour.VECTOR).withObserve(true))
                .add(source, Options.forPackage("vector").withFlavour(Flavour.VECTOR))
                .add(source, Options.forPackage("scalar").withFlavour(Flavour.SCALAR))
                .add(
                        source,
                        Options.forPackage("split").withFlavour(Flavour.VECTOR).withForceSplit(true))
                .compile()
                .load();
    }

    private static Network network(String flavour, String model) {
        return Standards.madeUp(classes.create(flavour + "." + model, SEED), SEED);
    }

    private static Batch batch(String model, int count) {
        return new Example(network("vector", model), count, count).batch();
    }

    private static int size(Network network) {
        return network.signature().trainable(0).stream()
                .mapToInt(TensorSpec::size)
                .sum();
    }

    /** The loss, and behind it the gradients of all weights. */
    private static float[] gradients(Network network, Batch batch, Workers workers) {
        int size = size(network);
        float[] flat = new float[size];
        Trainer trainer = network.trainer(workers);
        // Of another batch first, of which nothing may be left.
        trainer.gradients(0, new Example(network, 3, 1).batch(), flat);
        float loss = trainer.gradients(0, batch, flat);
        float[] all = Arrays.copyOf(new float[] {loss}, 1 + size);
        System.arraycopy(flat, 0, all, 1, size);
        return all;
    }

    private static float[] gradients(String flavour, String model, Batch batch) {
        return gradients(network(flavour, model), batch, Workers.single());
    }

    private static boolean isInBlocks(String flavour, String model) {
        return Arrays.stream(network(flavour, model).trainer().getClass().getDeclaredFields())
                .anyMatch(field -> field.getName().equals("blockGradients"));
    }

    @ParameterizedTest
    @CsvSource({"Rows", "Letters"})
    void theseAreInBlocks(String model) {
        assertThat(isInBlocks("vector", model)).isTrue();
        assertThat(isInBlocks("whole", model)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"Rows, 60", "Rows, 59", "Rows, 31", "Letters, 192", "Letters, 97", "Letters, 190"})
    void severalBlocksAddUp(String model, int count) {
        Batch batch = batch(model, count);
        float[] ours = gradients("vector", model, batch);
        float[] whole = gradients("whole", model, batch);
        Agreement agreement = new Agreement();
        agreement.compare("loss", Arrays.copyOf(ours, 1), Arrays.copyOf(whole, 1));
        int from = 1;
        for (TensorSpec tensor : network("vector", model).signature().trainable(0)) {
            int to = from + tensor.size();
            agreement.compare(tensor.name(), Arrays.copyOfRange(ours, from, to), Arrays.copyOfRange(whole, from, to));
            from = to;
        }
        agreement.check();
    }

    @ParameterizedTest
    @CsvSource({"Rows, 1", "Rows, 20", "Letters, 1", "Letters, 48"})
    void oneBlockIsTheWholeBitForBit(String model, int count) {
        Batch batch = batch(model, count);
        assertThat(gradients("vector", model, batch)).containsExactly(gradients("whole", model, batch));
    }

    @ParameterizedTest
    @CsvSource({"Rows, 47", "Letters, 130"})
    void theScalarTwinAndTwoThreadsHaveTheSameBits(String model, int count) {
        Batch batch = batch(model, count);
        float[] usual = gradients("vector", model, batch);
        assertThat(gradients("scalar", model, batch)).containsExactly(usual);
        try (Workers two = Workers.start(2)) {
            assertThat(gradients(network("split", model), batch, two)).containsExactly(usual);
        }
    }

    @Test
    void aStepIsGradientsAndUpdate() {
        Batch batch = batch("Rows", 50);
        Network stepped = network("vector", "Rows");
        stepped.trainer().step(batch);
        Network updated = network("vector", "Rows");
        Trainer trainer = updated.trainer();
        float[] flat = new float[size(updated)];
        trainer.gradients(0, batch, flat);
        trainer.update(0, flat);
        assertThat(predict(stepped, batch)).containsExactly(predict(updated, batch));
    }

    private static float[] predict(Network network, Batch batch) {
        float[] all =
                new float[batch.count() * network.signature().outputs().get(0).size()];
        network.predict(batch, batch.count(), new float[][] {all});
        return all;
    }
}
