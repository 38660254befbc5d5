package dev.nnc.generated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.ir.model.Model;
import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.Trainer;
import dev.nnc.runtime.metrics.Evaluation;
import dev.nnc.runtime.metrics.MetricSpec;
import java.util.List;

/** What a trainer evaluates on a batch, its losses and metrics, against what they mean outside of training. */
public final class EvaluationCheck {
    private EvaluationCheck() {}

    /** Evaluates a batch twice, as two of a split. */
    public static void check(Agreement agreement, Model model, Network network, Batch batch) {
        List<MetricSpec> metrics = network.signature().metrics();
        Evaluation ours = new Evaluation(metrics);
        Evaluation theirs = new Evaluation(metrics);
        Meaning meaning = new Meaning(model, network, batch);
        try (Trainer trainer = network.trainer()) {
            for (int twice = 0; twice < 2; twice++) {
                trainer.evaluate(batch, ours);
                theirs.addLoss(meaning.evaluatedLoss(), batch.count());
                for (int i = 0; i < metrics.size(); i++) {
                    theirs.add(i, meaning.statistics(metrics.get(i).label()), 0, batch.count());
                }
            }
        }
        assertThat(ours.count()).isEqualTo(theirs.count());
        compare(agreement, "the evaluated loss", ours.loss(), theirs.loss());
        for (int i = 0; i < metrics.size(); i++) {
            compare(agreement, metrics.get(i).toString(), ours.value(i), theirs.value(i));
        }
    }

    /** A metric that is not defined, such as the share of a variance that is 0, is no number in both. */
    private static void compare(Agreement agreement, String what, double ours, double theirs) {
        if (Double.isNaN(theirs)) {
            assertThat(ours).as(what).isNaN();
        } else {
            agreement.compare(what, new float[] {(float) ours}, new float[] {(float) theirs});
        }
    }
}
