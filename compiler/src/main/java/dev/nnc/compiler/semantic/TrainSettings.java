package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Problems;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.ir.model.Training;
import dev.nnc.compiler.ir.model.Weight;
import dev.nnc.compiler.semantic.builtin.Optimizer;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.syntax.ast.Expression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a train block says.
 *
 * @param optimizers by the loss that they are for; that of "" is for all others
 * @param penalties those of weights whose group does not set them
 * @param accumulate how many batches' gradients an update takes the mean of
 * @param average how much of the average of weights an update keeps; 0 where they are not averaged
 * @param boundedAt where {@code max_norm} is set for all weights
 * @param frozen the weights that are not trained
 */
record TrainSettings(
        Training training,
        OptimizerCalls calls,
        Map<String, Chosen> optimizers,
        Groups groups,
        Map<String, Double> penalties,
        Optional<Clip> clip,
        int accumulate,
        double average,
        Optional<Span> boundedAt,
        Frozen frozen) {
    /** An optimizer as it was written, and what that means. */
    record Chosen(Expression written, Optimizer optimizer) {}

    /** How a loss moves its weights: those in no group, then each group that has some of them. */
    List<Treatment> treatments(String loss, List<Weight> weights, Problems problems) {
        Chosen chosen = optimizers.getOrDefault(loss, optimizers.get(""));
        List<Treatment> treatments = new ArrayList<>();
        treatments.add(new Treatment(
                "", chosen.optimizer(), notZero(penalties), Set.of(), weights(weights, Optional.empty())));
        for (Group group : groups.all()) {
            List<Weight> own = weights(weights, Optional.of(group));
            if (!own.isEmpty()) {
                try {
                    treatments.add(treatment(chosen, group, own));
                } catch (Rejection rejection) {
                    problems.add(rejection.problem());
                }
            }
        }
        return treatments;
    }

    /** Reports a bound of norms for a model that has no rows. */
    void check(List<Weight> weights, Problems problems) {
        if (boundedAt.isPresent() && weights.stream().filter(Weight::trainable).noneMatch(Penalty::hasRows)) {
            problems.add(Problem.error(
                    "norm-of-no-rows", boundedAt.get(), "`max_norm` bounds rows, and no weight has two axes"));
        }
    }

    private List<Weight> weights(List<Weight> weights, Optional<Group> group) {
        return weights.stream()
                .filter(weight -> groups.of(weight).equals(group))
                .toList();
    }

    /** A group has for itself what it sets, what its optimizer alone has, and what that moves on from step to step. */
    private Treatment treatment(Chosen chosen, Group group, List<Weight> weights) {
        Optimizer optimizer = calls.of(chosen.written(), group);
        Set<String> own = new HashSet<>(optimizer.settings().keySet());
        own.removeAll(chosen.optimizer().settings().keySet());
        own.addAll(optimizer.numbers());
        group.settings().forEach(setting -> own.add(setting.name().text()));
        own.addAll(group.penalties().keySet());
        Map<String, Double> all = new LinkedHashMap<>(penalties);
        all.putAll(group.penalties());
        if (group.penalties().getOrDefault(Penalty.MAX_NORM, 0.0) > 0
                && weights.stream().noneMatch(Penalty::hasRows)) {
            throw new Rejection(Problem.error(
                    "norm-of-no-rows", group.at(), "`max_norm` bounds rows, and no weight of this group has two axes"));
        }
        return new Treatment(group.name(), optimizer, notZero(all), own, weights);
    }

    private static Map<String, Double> notZero(Map<String, Double> penalties) {
        Map<String, Double> some = new LinkedHashMap<>(penalties);
        some.values().removeIf(value -> value == 0);
        return some;
    }
}
