package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.Phase;
import dev.nnc.compiler.semantic.builtin.Shapes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one array of Java can hold: all weights together, all that the optimizers keep, and each value of the largest batch. */
final class Capacity {
    private static final long MOST = Integer.MAX_VALUE;

    private Capacity() {}

    /** Reports the weight that is one too many. */
    static void checkWeights(ModelFacts facts) {
        long total = 0;
        for (Weights.Kept kept : facts.weights().all()) {
            total += size(kept);
            if (total > MOST) {
                facts.problems()
                        .add(Problem.error(
                                "too-large",
                                kept.at(),
                                "with `" + kept.weight().name() + "` the model has more than " + MOST + " weights"));
                return;
            }
        }
    }

    /** Reports optimizers that keep too much. */
    static void checkStates(List<Phase> phases, Span at, ModelFacts facts) {
        Map<String, Long> sizes = new HashMap<>();
        facts.weights().all().forEach(kept -> sizes.put(kept.weight().name(), size(kept)));
        long total = phases.stream()
                .mapToLong(phase -> phase.slots().size()
                        * phase.weights().stream().mapToLong(sizes::get).sum())
                .sum();
        if (total > MOST) {
            facts.problems()
                    .add(Problem.error(
                                    "too-large",
                                    at,
                                    "the optimizer would keep " + total + " numbers, and more than " + MOST
                                            + " cannot be kept")
                            .suggest("choose one that keeps fewer numbers for each weight, such as `sgd`"));
        }
    }

    /** Reports a batch for which one value alone is too large. */
    static void checkBatch(Graph graph, int batch, Span at, ModelFacts facts) {
        for (Node node : graph.nodes()) {
            TensorType type = node.type();
            if (type.hasBatch() && type.elements(1) * batch > MOST) {
                facts.problems()
                        .add(Problem.error(
                                        "too-large",
                                        at,
                                        "for a batch of " + batch + " examples, `"
                                                + node.origin().name() + "` of shape " + Shapes.text(type)
                                                + " has more than " + MOST + " numbers")
                                .suggest("set a smaller `batch`"));
                return;
            }
        }
    }

    private static long size(Weights.Kept kept) {
        return kept.weight().type().elements(1);
    }
}
