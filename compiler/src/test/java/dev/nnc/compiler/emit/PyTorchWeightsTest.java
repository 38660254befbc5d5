package dev.nnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nnc.compiler.NnCompiler;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.safetensors.Safetensors;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Weights that nnc wrote predict in PyTorch what they do here, and the other way round. {@code benchmarks/pytorch_weights.py}
 * wrote the files from PyTorch's side.
 */
class PyTorchWeightsTest {
    private static final long SEED = 11;

    @TempDir
    Path folder;

    private final Network network;

    PyTorchWeightsTest() throws Exception {
        String text = Files.readString(file("exchange.nn"));
        CompiledCode code =
                CompiledCode.of(NnCompiler.compile(new Source("exchange.nn", text), Options.forPackage("com.acme"))
                        .files());
        network = (Network) code.loadClass("com.acme.Exchange")
                .getMethod("create", long.class)
                .invoke(null, SEED);
    }

    private static Path file(String name) throws URISyntaxException {
        return Path.of(PyTorchWeightsTest.class.getResource("/pytorch/" + name).toURI());
    }

    /** Predicts {@code x} of a file of predictions, and compares with its {@code y}. */
    private void predictsAs(String predictions) throws Exception {
        Safetensors expected = Safetensors.read(file(predictions));
        Batch batch = Batch.forPrediction(network.signature(), 4);
        float[] x = expected.tensors().get("x").floats();
        System.arraycopy(x, 0, batch.floats(0), 0, x.length);
        float[][] outputs = {new float[12]};
        network.predict(batch, 4, outputs);
        assertThat(outputs[0]).containsExactly(expected.tensors().get("y").floats(), within(1e-5f));
    }

    @Test
    void pyTorchPredictsTheSameWithWeightsFromHere() throws Exception {
        Path written = folder.resolve("nnc.safetensors");
        network.save(written);
        Safetensors now = Safetensors.read(written);
        Safetensors then = Safetensors.read(file("nnc.safetensors"));
        assertThat(then.tensors().keySet()).isEqualTo(now.tensors().keySet());
        for (String name : now.tensors().keySet()) {
            assertThat(then.tensors().get(name).floats())
                    .as(name)
                    .isEqualTo(now.tensors().get(name).floats());
        }
        predictsAs("nnc_predictions.safetensors");
    }

    @Test
    void weightsFromPyTorchPredictTheSameHere() throws Exception {
        network.loadWeights(file("pytorch.safetensors"));
        predictsAs("pytorch_predictions.safetensors");
    }
}
