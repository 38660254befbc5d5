package dev.nnc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.runtime.safetensors.Safetensors;
import dev.nnc.runtime.safetensors.Safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks weights in and out of a network, and what happens with those of another. */
class NetworkTest {

    @TempDir
    Path folder;

    @Test
    void initializesByNameAndSeed() {
        Toy toy = new Toy();
        toy.initialize(1);
        assertThat(toy.tensor("dense.weight")).hasSize(6).doesNotContain(0);
        assertThat(toy.tensor("dense.bias")).containsExactly(0, 0);
        Toy same = new Toy();
        same.initialize(1);
        assertThat(same.parameters).isEqualTo(toy.parameters);
        same.initialize(2);
        assertThat(same.parameters).isNotEqualTo(toy.parameters);
    }

    @Test
    void tensorsAreCopiedInLogicalLayout() {
        Toy toy = new Toy();
        toy.setTensor("dense.weight", new float[] {1, 2, 3, 4, 5, 6});
        assertThat(toy.parameters[0]).isEqualTo(1);
        assertThat(toy.parameters[1]).isEqualTo(4);
        assertThat(toy.parameters[Toy.LANES]).isEqualTo(2);
        toy.tensor("dense.weight")[0] = 99;
        assertThat(toy.tensor("dense.weight")).containsExactly(1, 2, 3, 4, 5, 6);
        assertThatThrownBy(() -> toy.setTensor("dense.weight", new float[5]))
                .hasMessage("tensor dense.weight has 6 elements, not 5");
        assertThatThrownBy(() -> toy.tensor("dense.wieght"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("model Toy has no tensor named dense.wieght; it has dense.weight, dense.bias,"
                        + " standardize.mean, standardize.deviation");
    }

    @Test
    void savedWeightsAndMetadataComeBack() throws IOException {
        Toy toy = ToyData.fitted(3);
        toy.putMetadata("columns", "a,b,\"c\"\n\u00e9");
        toy.save(folder.resolve("toy.safetensors"));
        Toy loaded = new Toy();
        loaded.putMetadata("stale", "gone after loading");
        loaded.loadWeights(folder.resolve("toy.safetensors"));
        assertThat(loaded.parameters).isEqualTo(toy.parameters);
        assertThat(loaded.metadata()).containsOnlyKeys("columns").containsValue("a,b,\"c\"\n\u00e9");
        assertThat(Safetensors.read(folder.resolve("toy.safetensors")).metadata())
                .containsEntry("nnc.model", "Toy")
                .containsEntry("nnc.fingerprint", "fingerprint-Toy");
    }

    @Test
    void metadataKeysOfTheRuntimeAreReserved() {
        assertThatThrownBy(() -> new Toy().putMetadata("nnc.model", "Other"))
                .hasMessage("metadata keys that begin with nnc. are reserved: nnc.model");
    }

    @Test
    void sharesUseTheSameParameters() {
        Toy toy = ToyData.fitted(3);
        Network shared = toy.share();
        toy.putMetadata("key", "value");
        toy.setTensor("dense.bias", new float[] {7, 8});
        assertThat(shared.tensor("dense.bias")).containsExactly(7, 8);
        assertThat(shared.metadata()).containsEntry("key", "value");
        assertThat(shared.isFitted()).isTrue();
    }

    @Test
    void predictingUnfittedSaysWhatToDo() {
        Toy toy = new Toy();
        toy.initialize(1);
        assertThat(toy.isFitted()).isFalse();
        assertThatThrownBy(() -> toy.predict(ToyData.batch(1), 1, new float[1][2]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "standardize layer standardize of Toy has no mean and deviation yet: load weights, train with"
                                + " a TrainingLoop, or call Standardizer.fit(network, trainingData) first");
    }

    private Safetensors contents() throws IOException {
        ToyData.fitted(3).save(folder.resolve("toy.safetensors"));
        return Safetensors.read(folder.resolve("toy.safetensors"));
    }

    private void assertRefused(Safetensors contents, String message) throws IOException {
        Path file = folder.resolve("other.safetensors");
        contents.write(file);
        Toy toy = new Toy();
        assertThatThrownBy(() -> toy.loadWeights(file))
                .isInstanceOf(WeightsException.class)
                .hasMessage(file + message);
        assertThat(toy.parameters).containsOnly(0);
    }

    @Test
    void missingTensorsAreNamed() throws IOException {
        Safetensors contents = contents();
        contents.tensors().remove("dense.bias");
        assertRefused(contents, " does not fit model Toy; it lacks dense.bias [2]");
        contents.tensors().remove("standardize.mean");
        assertRefused(contents, " does not fit model Toy; it lacks dense.bias [2] (and 1 more)");
    }

    @Test
    void extraTensorsAreNamed() throws IOException {
        Safetensors contents = contents();
        contents.tensors().put("head.weight", new Tensor(new int[] {1, 2}, new float[2]));
        contents.tensors().put("head.bias", new Tensor(new int[] {1}, new float[1]));
        assertRefused(
                contents, " does not fit model Toy; it has, which the model has not, head.weight [1, 2] (and 1 more)");
    }

    @Test
    void otherShapesAndTypesAreNamed() throws IOException {
        Safetensors contents = contents();
        contents.tensors().put("dense.weight", new Tensor(new int[] {3, 2}, new float[6]));
        contents.tensors().put("dense.bias", new Tensor(new int[] {2}, new int[2]));
        assertRefused(
                contents,
                " does not fit model Toy; dense.weight is [3, 2] in the file but [2, 3] in the model (and 1 more)");
        contents.tensors().put("dense.weight", new Tensor(new int[] {2, 3}, new float[6]));
        assertRefused(contents, " does not fit model Toy; dense.bias is of type I32 in the file, not F32 or F64");
    }

    @Test
    void everyKindOfDifferenceIsToldAtOnce() throws IOException {
        Safetensors contents = contents();
        contents.tensors().put("weight", contents.tensors().remove("dense.weight"));
        contents.tensors().put("dense.bias", new Tensor(new int[0], new float[1]));
        assertRefused(
                contents,
                " does not fit model Toy; it lacks dense.weight [2, 3]; it has, which the model has not, weight [2, 3];"
                        + " dense.bias is [] in the file but [2] in the model");
    }

    @Test
    void doublesAreRoundedAndPyTorchsCounterIsPassedOver() throws IOException {
        Safetensors contents = contents();
        contents.tensors().put("dense.bias", new Tensor(new int[] {2}, new double[] {0.1, 0.2}));
        contents.tensors().put("norm.num_batches_tracked", new Tensor(new int[0], new long[] {3}));
        contents.metadata().clear();
        contents.write(folder.resolve("torch.safetensors"));
        Toy toy = new Toy();
        toy.loadWeights(folder.resolve("torch.safetensors"));
        assertThat(toy.tensor("dense.bias")).containsExactly(0.1f, 0.2f);
    }
}
