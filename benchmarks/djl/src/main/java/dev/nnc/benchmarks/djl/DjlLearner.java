package dev.nnc.benchmarks.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.nnc.benchmarks.Batches;
import dev.nnc.benchmarks.Learner;
import dev.nnc.benchmarks.Workload;
import dev.nnc.runtime.Batch;
import dev.nnc.runtime.InputSpec;
import java.util.List;

/**
 * A network in training. The optimizer updates the weights without a trainer between them, which would copy every gradient first,
 * and a step's arrays belong to a manager of its own, which frees them together.
 */
final class DjlLearner implements Learner {
    private final NDManager manager = NDManager.newBaseManager();
    private final Engine engine = manager.getEngine();
    private final Layers layers = new Layers(manager);
    private final Model model;
    private final List<NDArray> weights;
    private final Batches batches;
    private final int batch;
    private final Slot input;
    private final Slot target;

    DjlLearner(Workload workload) {
        model = Models.of(workload, layers);
        weights = layers.weights();
        batches = Batches.of(workload);
        batch = workload.batch();
        List<InputSpec> slots = batches.first().slots();
        input = new Slot(slots.get(0), batch);
        target = slots.size() > 1 ? new Slot(slots.get(1), batch) : input;
    }

    @Override
    public float step() {
        Batch next = batches.next();
        try (NDManager step = manager.newSubManager();
                GradientCollector collector = engine.newGradientCollector()) {
            NDArray loss = model.loss().apply(input(next, batch, step), target(next, step));
            collector.backward(loss);
            for (int i = 0; i < weights.size(); i++) {
                try (NDArray gradient = weights.get(i).getGradient()) {
                    model.optimizer().update("" + i, weights.get(i), gradient);
                }
            }
            return loss.getFloat();
        }
    }

    private NDArray input(Batch from, int count, NDManager step) {
        return input.copy(from, 0, count, step, new Shape(count).addAll(model.input()));
    }

    private NDArray target(Batch from, NDManager step) {
        return target == input ? null : target.copy(from, 1, batch, step, target.rows(batch));
    }

    @Override
    public float predict() {
        layers.predict();
        try (NDManager step = manager.newSubManager()) {
            return model.output().apply(input(batches.first(), 1, step)).toFloatArray()[0];
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
