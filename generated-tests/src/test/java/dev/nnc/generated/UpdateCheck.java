package dev.nnc.generated;

import dev.nnc.compiler.ir.model.Model;
import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.TensorSpec;
import dev.nnc.runtime.Trainer;
import java.util.List;

/** Updates on the gradients of a batch, against their meaning. */
public final class UpdateCheck {
    /** Batches: more than one update, also of gradients that wait, and at last one of fewer. */
    private static final int BATCHES = 5;

    /** What the rounding of a weight adds to how far it has moved, in units of its last place. */
    private static final int PLACES = 4;

    private UpdateCheck() {}

    /** Takes the gradients of a batch several times, and compares how far weights move; what lies between them stays 0. */
    public static void check(Agreement agreement, Model model, Network network, Batch batch) {
        float[] before = weights(network);
        float[] gradients = new float[before.length];
        MeantUpdates meant = new MeantUpdates(model, before);
        try (Trainer trainer = network.trainer()) {
            for (int i = 1; i <= BATCHES; i++) {
                trainer.gradients(0, batch, gradients);
                trainer.update(0, gradients);
                meant.update(gradients);
                compare(agreement, "moved in " + i + " batches", before, weights(network), meant.weights());
            }
            trainer.updateWaiting();
            meant.updateWaiting();
            compare(agreement, "moved at the end", before, weights(network), meant.weights());
            Padding.check(network, trainer);
        }
    }

    private static void compare(Agreement agreement, String what, float[] before, float[] ours, float[] theirs) {
        float[] moved = new float[before.length];
        float[] meant = new float[before.length];
        float largest = 0;
        for (int i = 0; i < before.length; i++) {
            moved[i] = ours[i] - before[i];
            meant[i] = theirs[i] - before[i];
            largest = Math.max(largest, Math.abs(theirs[i]));
        }
        double rounding = PLACES * Math.ulp(largest);
        agreement.compare(what, moved, meant, () -> rounding);
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
