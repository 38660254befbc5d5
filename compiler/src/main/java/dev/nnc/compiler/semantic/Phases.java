package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.diagnostics.Suggestions;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.model.Phase;
import dev.nnc.compiler.ir.model.Weight;
import dev.nnc.compiler.semantic.builtin.Optimizer;
import dev.nnc.compiler.syntax.ast.Identifier;
import dev.nnc.compiler.syntax.ast.LossDeclaration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Makes a phase of every loss: its graph in training, the weights that it moves, and its update. */
final class Phases {
    private final ModelFacts facts;
    private final ModelTracer tracer;
    private final TrainSettings settings;
    private final Map<String, LossDeclaration> movers = new HashMap<>();
    private final Set<String> updatedBuffers = new HashSet<>();

    Phases(ModelFacts facts, ModelTracer tracer, TrainSettings settings) {
        this.facts = facts;
        this.tracer = tracer;
        this.settings = settings;
    }

    /** One phase for each loss, in order. */
    List<Phase> of(Traced inference) {
        List<Phase> phases = new ArrayList<>();
        for (Traced.Loss loss : inference.losses()) {
            phase(loss.name(), inference.losses().size() > 1, phases);
        }
        return phases;
    }

    private void phase(String name, boolean several, List<Phase> phases) {
        Traced traced = tracer.trace(new Tracing(facts, name, true));
        traced.losses().stream()
                .filter(loss -> loss.name().equals(name))
                .findFirst()
                .ifPresent(loss -> phases.add(phase(loss, several, traced)));
    }

    private Phase phase(Traced.Loss loss, boolean several, Traced traced) {
        LossDeclaration declaration = loss.declaration();
        if (several && declaration.updates().isEmpty()) {
            facts.problems()
                    .add(Problem.error(
                                    "no-updates",
                                    declaration.at(),
                                    "there are several losses, and this one does not say which weights it moves")
                            .suggest("end it with `updates LAYER`"));
        }
        Graph graph = traced.tracing().graph().build();
        Set<String> reached = Pruning.moved(graph, loss.value().node());
        List<Weight> weights = weights(loss, several, traced, reached);
        Optimizer optimizer = settings.optimizer(loss.name());
        return new Phase(
                loss.name(),
                forward(loss, traced, graph),
                weights.stream().map(Weight::name).toList(),
                Updates.update(optimizer, settings.clip(), weights),
                weights.isEmpty() ? List.of() : optimizer.slots(),
                Updates.settings(optimizer, settings.clip()),
                optimizer.rate().schedule());
    }

    private Graph forward(Traced.Loss loss, Traced traced, Graph graph) {
        List<Result> results = new ArrayList<>();
        results.add(new Result(Result.Kind.LOSS, loss.name(), loss.value().node()));
        Graph needed = Pruning.prune(graph.withResults(results));
        traced.tracing().updates().forEach((buffer, node) -> {
            if (Pruning.reads(needed, buffer) && updatedBuffers.add(buffer)) {
                results.add(new Result(Result.Kind.UPDATE, buffer, node));
            }
        });
        traced.outputs()
                .forEach(output -> results.add(new Result(
                        Result.Kind.OUTPUT, output.name(), output.value().node())));
        return Pruning.prune(graph.withResults(results));
    }

    private List<Weight> weights(Traced.Loss loss, boolean several, Traced traced, Set<String> reached) {
        LossDeclaration declaration = loss.declaration();
        if (declaration.updates().isEmpty()) {
            return trainable(facts.weights().all(), reached);
        }
        Set<Weights.Kept> chosen = new LinkedHashSet<>();
        for (Identifier name : declaration.updates()) {
            List<Weights.Kept> own = facts.weights().below(path(name, traced));
            if (trainable(own, reached).isEmpty() && !facts.problems().hasErrors()) {
                facts.problems()
                        .add(Problem.error(
                                "updates-nothing",
                                name.at(),
                                "this loss does not depend on any weight of `" + name + "`, so it updates nothing"));
            }
            chosen.addAll(own);
        }
        List<Weights.Kept> ordered =
                facts.weights().all().stream().filter(chosen::contains).toList();
        List<Weight> weights = trainable(ordered, reached);
        weights.forEach(weight -> claim(weight, declaration));
        return weights;
    }

    private static List<Weight> trainable(List<Weights.Kept> weights, Set<String> reached) {
        return weights.stream()
                .map(Weights.Kept::weight)
                .filter(weight -> weight.trainable() && reached.contains(weight.name()))
                .toList();
    }

    /** A weight is moved by one loss alone. */
    private void claim(Weight weight, LossDeclaration loss) {
        LossDeclaration other = movers.putIfAbsent(weight.name(), loss);
        if (other != null) {
            facts.problems()
                    .add(Problem.error(
                                    "moved-twice",
                                    loss.at(),
                                    "the weight `" + weight.name() + "` is moved by another loss already")
                            .note(other.at(), "that one is here"));
        }
    }

    private String path(Identifier name, Traced traced) {
        Scope scope = traced.context().scope();
        String text = name.text();
        if (scope.layer(text).isPresent()) {
            return scope.layer(text).get().context().site().path();
        }
        boolean parameter = facts.weights().at(text).isPresent();
        if (!parameter) {
            facts.problems().add(unknown(name, scope));
        }
        return text;
    }

    private Problem unknown(Identifier name, Scope scope) {
        String text = name.text();
        Set<String> known = new TreeSet<>(scope.layerNames());
        facts.weights().all().forEach(kept -> known.add(kept.home()));
        known.removeIf(candidate -> candidate.contains("."));
        if (scope.value(text).isPresent()) {
            Span at = scope.value(text).get().at();
            return Problem.error("not-a-layer", name.at(), "`" + text + "` is a value, and holds no weights to update")
                    .note(at, "it is defined here")
                    .suggest("declare its layers with `layer NAME = ...` and name those");
        }
        return Problem.error("unknown-layer", name.at(), "there is no declared layer or parameter `" + text + "`")
                .suggest(Suggestions.didYouMean(text, known));
    }
}
