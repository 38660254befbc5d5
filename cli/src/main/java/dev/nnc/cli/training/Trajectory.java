package dev.nnc.cli.training;

import dev.nnc.cli.console.UserError;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.Signature;
import dev.nnc.runtime.TensorSpec;
import dev.nnc.runtime.safetensors.Safetensors;
import dev.nnc.runtime.training.EpochResult;
import dev.nnc.runtime.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The path that training took: every trained tensor before the first epoch and after each. In its file a tensor has one more
 * axis in front, the epochs.
 */
public final class Trajectory implements TrainingListener {
    /** More floats than these, 64 MB of them, are not worth a picture. */
    private static final long LIMIT = 1 << 24;

    private final Network network;
    private final Map<String, List<float[]>> points = new LinkedHashMap<>();
    private final Map<String, int[]> shapes = new LinkedHashMap<>();
    private long floats;

    /** A path that begins where the network stands. */
    Trajectory(Network network) {
        this.network = network;
        for (TensorSpec tensor : network.signature().tensors()) {
            if (tensor.kind() == TensorSpec.Kind.PARAMETER) {
                points.put(tensor.name(), new ArrayList<>());
                shapes.put(tensor.name(), tensor.shape());
            }
        }
        add();
    }

    @Override
    public void onEpoch(EpochResult result) {
        add();
    }

    private void add() {
        if (floats > LIMIT) {
            return;
        }
        points.forEach((name, epochs) -> {
            float[] values = network.tensor(name);
            floats += values.length;
            epochs.add(values);
        });
    }

    /** Writes the path; false if it is too large to be kept. */
    boolean write(Path file) throws IOException {
        if (floats > LIMIT) {
            return false;
        }
        Safetensors contents = new Safetensors();
        points.forEach((name, epochs) -> {
            int[] shape = shapes.get(name);
            int[] with = new int[shape.length + 1];
            with[0] = epochs.size();
            System.arraycopy(shape, 0, with, 1, shape.length);
            contents.tensors().put(name, new Safetensors.Tensor(with, joined(epochs)));
        });
        contents.write(file);
        return true;
    }

    private static float[] joined(List<float[]> arrays) {
        int size = arrays.get(0).length;
        float[] all = new float[size * arrays.size()];
        for (int i = 0; i < arrays.size(); i++) {
            System.arraycopy(arrays.get(i), 0, all, i * size, size);
        }
        return all;
    }

    /** The trained tensors of a model, by name, at each point of a path that was written. */
    public static List<Map<String, float[]>> read(Path file, Signature signature) throws IOException {
        Safetensors contents = Safetensors.read(file);
        List<Map<String, float[]>> path = new ArrayList<>();
        for (TensorSpec tensor : signature.tensors()) {
            if (tensor.kind() != TensorSpec.Kind.PARAMETER) {
                continue;
            }
            Safetensors.Tensor epochs = contents.tensors().get(tensor.name());
            if (epochs == null || !(epochs.values() instanceof float[] all) || all.length % tensor.size() != 0) {
                throw UserError.at(file.toString(), "this is no path of the weights of " + signature.model());
            }
            for (int epoch = 0; epoch < all.length / tensor.size(); epoch++) {
                if (path.size() <= epoch) {
                    path.add(new LinkedHashMap<>());
                }
                path.get(epoch)
                        .put(
                                tensor.name(),
                                Arrays.copyOfRange(all, epoch * tensor.size(), (epoch + 1) * tensor.size()));
            }
        }
        return path;
    }
}
