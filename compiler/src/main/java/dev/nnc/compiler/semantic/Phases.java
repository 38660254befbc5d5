package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.diagnostics.Suggestions;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.model.Phase;
import dev.nnc.compiler.ir.model.Weight;
import dev.nnc.compiler.syntax.ast.Identifier;
import dev.nnc.compiler.syntax.ast.LossDeclaration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
        List<Weight> weights =
                facts.weights().all().stream().map(Weights.Kept::weight).toList();
        settings.frozen().check(weights, facts.problems());
        settings.check(weights, facts.problems());
        settings.groups().check(weights, settings.frozen(), facts.problems());
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
        List<Treatment> treatments = settings.treatments(loss.name(), weights, facts.problems());
        Updates updates = new Updates(treatments, settings);
        return new Phase(
                loss.name(),
                forward(loss, traced, graph),
                weights.stream().map(Weight::name).toList(),
                updates.build(weights.stream().collect(Collectors.toMap(Weight::name, weight -> weight))),
                AroundUpdates.of(settings, treatments),
                updates.sections(),
                updates.slots(),
                updates.settings(),
                treatments.get(0).optimizer().rate().schedule(),
                SummedLoss.is(graph, loss.value().node()));
    }

    private Graph forward(Traced.Loss loss, Traced traced, Graph graph) {
        List<Result> results = new ArrayList<>();
        results.add(new Result(Result.Kind.LOSS, loss.name(), loss.value().node()));
        boolean[] needed = Pruning.needed(graph, loss.value().node());
        traced.tracing().updates().forEach((buffer, node) -> {
            if (needed[traced.tracing().seen(buffer)] && updatedBuffers.add(buffer)) {
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
            rejectIdle(declaration, reached);
            return trainable(facts.weights().all(), reached);
        }
        Set<Weights.Kept> chosen = new LinkedHashSet<>();
        for (Identifier name : declaration.updates()) {
            Optional<String> path = path(name, traced);
            List<Weights.Kept> own = path.map(facts.weights()::below).orElse(List.of());
            if (path.isPresent() && trainable(own, reached).isEmpty()) {
                facts.problems()
                        .add(Problem.error(
                                "updates-nothing",
                                name.at(),
                                "this loss does not depend on any weight of `" + name + "`, so it updates nothing"));
            }
            claim(name, trainable(own, reached), declaration);
            chosen.addAll(own);
        }
        List<Weights.Kept> ordered =
                facts.weights().all().stream().filter(chosen::contains).toList();
        return trainable(ordered, reached);
    }

    private void rejectIdle(LossDeclaration loss, Set<String> reached) {
        boolean anything =
                facts.weights().all().stream().anyMatch(kept -> kept.weight().trainable());
        if (anything && reached.isEmpty()) {
            facts.problems()
                    .add(Problem.error(
                            "updates-nothing",
                            loss.value().at(),
                            "this loss does not depend on any weight, so it updates nothing"));
        }
    }

    private List<Weight> trainable(List<Weights.Kept> weights, Set<String> reached) {
        return weights.stream()
                .map(Weights.Kept::weight)
                .filter(weight -> weight.trainable() && reached.contains(weight.name()))
                .filter(weight -> !settings.frozen().holds(weight))
                .toList();
    }

    /** A weight is moved by one loss alone. */
    private void claim(Identifier name, List<Weight> weights, LossDeclaration loss) {
        for (Weight weight : weights) {
            LossDeclaration other = movers.putIfAbsent(weight.name(), loss);
            if (other != null) {
                facts.problems()
                        .add(Problem.error(
                                        "moved-twice",
                                        name.at(),
                                        "another loss moves weights of `" + name + "` already")
                                .note(other.at(), "that one is here"));
                return;
            }
        }
    }

    /** Where the weights of a layer or parameter live. */
    private Optional<String> path(Identifier name, Traced traced) {
        String text = name.text();
        Optional<SharedLayer> layer = traced.context().scope().layer(text);
        if (layer.isPresent()) {
            return Optional.of(layer.get().context().site().path());
        }
        if (facts.weights().at(text).isPresent()) {
            return Optional.of(text);
        }
        facts.problems().add(unknown(name, traced.context().scope()));
        return Optional.empty();
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
