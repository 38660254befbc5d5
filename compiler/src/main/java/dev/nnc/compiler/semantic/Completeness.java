package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Problems;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.model.Entry;
import dev.nnc.compiler.ir.model.Phase;
import dev.nnc.compiler.ir.model.Weight;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.syntax.ast.InputDeclaration;
import dev.nnc.compiler.syntax.ast.ModelDeclaration;
import dev.nnc.compiler.syntax.ast.ModelStatement;
import dev.nnc.compiler.syntax.ast.TargetDeclaration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds what a model lacks and what it has in vain. Inputs in vain are mistakes, other names are warnings. */
final class Completeness {
    private final ModelDeclaration model;
    private final Traced inference;
    private final List<Graph> graphs;
    private final ModelFacts facts;
    private final Problems problems;

    private Completeness(ModelDeclaration model, Traced inference, List<Graph> graphs, ModelFacts facts) {
        this.model = model;
        this.inference = inference;
        this.graphs = graphs;
        this.facts = facts;
        this.problems = facts.problems();
    }

    /** Reports all of it. */
    static void check(
            ModelDeclaration model,
            Traced inference,
            Graph graph,
            List<Phase> phases,
            List<Entry> entries,
            Frozen frozen,
            ModelFacts facts) {
        List<Graph> graphs = new ArrayList<>(List.of(graph));
        phases.forEach(phase -> graphs.add(phase.forward()));
        entries.forEach(entry -> graphs.add(entry.graph()));
        Completeness completeness = new Completeness(model, inference, graphs, facts);
        completeness.requireResults();
        completeness.checkOutputs();
        completeness.checkInputs();
        completeness.checkFitted();
        completeness.checkMoved(phases, frozen);
    }

    private void requireResults() {
        if (inference.outputs().isEmpty()) {
            problems.add(Problem.error("no-output", model.name().at(), "the model `" + model.name() + "` has no output")
                    .suggest("name what it predicts: `output VALUE`"));
        }
        if (inference.losses().isEmpty()) {
            facts.declarations()
                    .train(model.name().text())
                    .ifPresent(train -> problems.add(Problem.error(
                            "no-loss", train.model().at(), "`" + model.name() + "` has no loss to train it by")));
        }
    }

    /** A prediction has no targets, so nothing that it puts out can be made of them. */
    private void checkOutputs() {
        Graph whole = inference.tracing().graph().build();
        for (Traced.Output output : inference.outputs()) {
            boolean[] needed = Pruning.needed(whole, output.value().node());
            for (TargetDeclaration target : model.statements(TargetDeclaration.class)) {
                String name = target.name().text();
                boolean reads = whole.nodes().stream()
                        .anyMatch(node -> needed[node.id()]
                                && node.op() instanceof Leaf leaf
                                && leaf.kind() == Leaf.Kind.INPUT
                                && leaf.leaf().equals(name));
                if (reads) {
                    problems.add(Problem.error(
                                    "target-in-output",
                                    output.declaration().value().at(),
                                    "the output `" + output.name() + "` depends on the target `" + name
                                            + "`, which a prediction does not have")
                            .note(target.name().at(), "the target is declared here"));
                }
            }
        }
    }

    private void checkInputs() {
        for (ModelStatement statement : model.statements()) {
            if (statement instanceof InputDeclaration input
                    && isUnread(input.name().text())) {
                problems.add(Problem.error(
                        "unused-input", input.name().at(), "the input `" + input.name() + "` is never used"));
            } else if (statement instanceof TargetDeclaration target
                    && isUnread(target.name().text())) {
                problems.add(Problem.error(
                        "unused-target", target.name().at(), "the target `" + target.name() + "` is never used"));
            }
        }
    }

    private boolean isUnread(String name) {
        return graphs.stream().noneMatch(graph -> Pruning.reads(graph, name));
    }

    /** A standardize that is only ever undone has nothing to be fitted on. */
    private void checkFitted() {
        facts.fitted().forEach((home, layer) -> {
            if (layer.fit().isEmpty()) {
                problems.add(Problem.error(
                                "never-fitted",
                                layer.at(),
                                "`" + home
                                        + "` is undone here, but stands on no input or target that it could be fitted on")
                        .suggest("send the target through it: `TARGET -> " + home + "`"));
            }
        });
    }

    private void checkMoved(List<Phase> phases, Frozen frozen) {
        Set<String> moved = new HashSet<>();
        phases.forEach(phase -> moved.addAll(phase.weights()));
        if (phases.isEmpty() || problems.hasErrors()) {
            return;
        }
        for (Weights.Kept kept : facts.weights().all()) {
            Weight weight = kept.weight();
            if (weight.trainable() && !moved.contains(weight.name()) && !frozen.holds(weight)) {
                problems.add(
                        Problem.warning("never-moved", kept.at(), "no loss moves the weight `" + weight.name() + "`"));
            }
        }
    }
}
