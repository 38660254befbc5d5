package dev.nnc.generated;

import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.TensorSpec;
import dev.nnc.runtime.Trainer;
import java.util.List;

/** The optimizer's first step on the gradients of a batch, against its meaning. */
public final class UpdateCheck {
    private UpdateCheck() {}

    /** Takes the step, and compares the weights; what lies between them stays 0. */
    public static void check(Agreement agreement, Meaning meaning, Network network, Batch batch) {
        float[] before = weights(network);
        float[] gradients = new float[before.length];
        try (Trainer trainer = network.trainer()) {
            trainer.gradients(0, batch, gradients);
            trainer.update(0, gradients);
            Padding.check(network, trainer);
        }
        agreement.compare("weights after a step", weights(network), meaning.updated(before, gradients));
    }

    /** The weights that the first phase moves, one after another. */
    public static float[] weights(Network network) {
        List<TensorSpec> tensors = network.signature().trainable(0);
        float[] all = new float[tensors.stream().mapToInt(TensorSpec::size).sum()];
        int at = 0;
        for (TensorSpec tensor : tensors) {
            System.arraycopy(network.tensor(tensor.name()), 0, all, at, tensor.size());
            at += tensor.size();
        }
        return all;
    }
}
