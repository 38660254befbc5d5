package dev.nnc.compiler.semantic.library;

import dev.nnc.compiler.ir.Tensor;
import dev.nnc.runtime.safetensors.Safetensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What PyTorch computed for a small network: tensors by names such as {@code in.x}, {@code grad.net.0.weight}. */
record GoldenCase(Map<String, Tensor> tensors) {
    /** Reads a case of the test resources. */
    static GoldenCase read(String name) {
        try {
            Path file = Path.of(GoldenCase.class
                    .getResource("/golden/" + name + ".safetensors")
                    .toURI());
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            Safetensors.read(file).tensors().forEach((key, tensor) -> tensors.put(key, tensor(tensor)));
            return new GoldenCase(tensors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Tensor tensor(Safetensors.Tensor tensor) {
        double[] data = new double[Tensor.size(tensor.shape())];
        for (int i = 0; i < data.length; i++) {
            data[i] = tensor.isFloating() ? tensor.floats()[i] : ((long[]) tensor.values())[i];
        }
        return new Tensor(tensor.shape(), data);
    }

    Tensor get(String name) {
        if (!tensors.containsKey(name)) {
            throw new IllegalArgumentException("no tensor '" + name + "'; there are " + tensors.keySet());
        }
        return tensors.get(name);
    }

    /** The tensors whose names begin with a prefix, by the rest of their names. */
    Map<String, Tensor> startingWith(String prefix) {
        Map<String, Tensor> found = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), tensor);
            }
        });
        return found;
    }

    /** Steps of training that it holds. */
    int steps() {
        int steps = 0;
        while (tensors.containsKey("step" + (steps + 1) + ".loss")) {
            steps++;
        }
        return steps;
    }
}
