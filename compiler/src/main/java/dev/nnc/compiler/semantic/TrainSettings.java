package dev.nnc.compiler.semantic;

import dev.nnc.compiler.ir.model.Training;
import dev.nnc.compiler.semantic.builtin.Optimizer;
import java.util.Map;
import java.util.Optional;

/**
 * What a train block says.
 *
 * @param optimizers by the loss that they are for; that of "" is for all others
 * @param frozen the weights that are not trained
 */
record TrainSettings(Training training, Map<String, Optimizer> optimizers, Optional<Clip> clip, Frozen frozen) {
    /** The optimizer of a loss. */
    Optimizer optimizer(String loss) {
        return optimizers.getOrDefault(loss, optimizers.get(""));
    }
}
