package dev.nnc.compiler.loops.program;

import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.plan.Layout;
import dev.nnc.compiler.plan.Storage;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The floats that the generated classes of a model hold, padding included: all of their arrays but those of inputs and outputs.
 *
 * @param weights all weights and buffers
 * @param constants tables, and the places of lanes
 * @param predicting activations and scratch of predictions and entries
 * @param gradients of all weights, and their sums where a batch goes in blocks; 0, as what follows, where the model cannot be trained
 * @param optimizer what the optimizers keep
 * @param learning activations and scratch of steps and evaluations
 * @param statistics what metrics count, and running statistics that wait for the update
 */
public record ArraySizes(
        long weights,
        long constants,
        Memory predicting,
        long gradients,
        long optimizer,
        Memory learning,
        long statistics) {
    /** The sizes of a model's arrays. */
    public static ArraySizes of(LoweredModel lowered) {
        boolean trains = !lowered.phases().isEmpty();
        Storage storage = lowered.storage();
        return new ArraySizes(
                storage.floats(),
                lowered.indexFloats()
                        + lowered.tables().stream().mapToLong(List::size).sum(),
                Memory.of(lowered.inference().toList()),
                trains ? gradients(lowered) : 0,
                trains ? optimizer(lowered.model(), storage) : 0,
                trains ? Memory.of(lowered.training().toList()) : Memory.NONE,
                trains ? metrics(lowered.model()) + lowered.runningStatisticsFloats() : 0);
    }

    /** Floats of a network that predicts. */
    public long predictor() {
        return weights + constants + predicting.floats();
    }

    /** Floats of a network with its trainer, which runs in one thread. */
    public long trainer() {
        return predictor() + gradients + optimizer + learning.floats() + statistics;
    }

    private static long gradients(LoweredModel lowered) {
        long floats = lowered.storage().trainedFloats();
        return lowered.phases().stream().anyMatch(lowered::isInBlocks) ? 2 * floats : floats;
    }

    private static long optimizer(Model model, Storage storage) {
        return Layout.LEAD
                + IntStream.range(0, model.phases().size())
                        .mapToLong(phase ->
                                (long) model.phases().get(phase).slots().size()
                                        * storage.phases().get(phase).all().floats())
                        .sum();
    }

    private static long metrics(Model model) {
        return model.metrics().stream()
                .mapToLong(metric -> (long) model.training().batch() * metric.width())
                .sum();
    }
}
