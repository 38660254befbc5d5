package dev.nnc.runtime.training;

import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Trainer;
import dev.nnc.runtime.data.DataSource;
import dev.nnc.runtime.metrics.Evaluation;

/** Evaluates a whole source: its loss and metrics. */
public final class Evaluator {

    private final Trainer trainer;
    private final DataSource source;
    private final Batch batch;
    private final Evaluation evaluation;
    private final int[] indices;

    /** An evaluator to be used again and again, such as after each epoch. */
    public Evaluator(Trainer trainer, DataSource source) {
        this.trainer = trainer;
        this.source = source;
        this.batch = Batch.forTraining(
                trainer.signature(), Math.min(trainer.signature().maxBatch(), Math.max(1, source.size())));
        this.evaluation = new Evaluation(trainer.signature().metrics());
        this.indices = new int[source.size()];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = i;
        }
    }

    /** Evaluates all examples, in order; the result is overwritten by the next call. */
    public Evaluation evaluate() {
        evaluation.clear();
        for (int from = 0; from < indices.length; from += batch.capacity()) {
            source.read(indices, from, Math.min(batch.capacity(), indices.length - from), batch);
            trainer.evaluate(batch, evaluation);
        }
        return evaluation;
    }
}
