package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Suggestions;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.model.DataInput;
import dev.nnc.compiler.ir.model.Entry;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.syntax.ast.EntryDeclaration;
import dev.nnc.compiler.syntax.ast.EntryStatement;
import dev.nnc.compiler.syntax.ast.InputDeclaration;
import dev.nnc.compiler.syntax.ast.OutputDeclaration;
import dev.nnc.compiler.syntax.ast.StateDeclaration;
import dev.nnc.compiler.syntax.ast.ValueDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs through the statements of an entry into a graph of its own. */
final class EntryTracer {
    private final ModelFacts facts;
    private final ModelTracer tracer;
    private final Map<StateDeclaration, CarriedState> states = new LinkedHashMap<>();

    EntryTracer(ModelFacts facts, ModelTracer tracer) {
        this.facts = facts;
        this.tracer = tracer;
    }

    /** The entry; empty when something in it is wrong, which is reported. */
    Optional<Entry> trace(EntryDeclaration entry, Traced inference) {
        String name = entry.name().text();
        Traced shared = tracer.traceShared(new Tracing(facts, name, false));
        Context outer = shared.context();
        Context context = outer.in(outer.scope().inner())
                .at(outer.site().statement(name, entry.name().at(), Integer.MAX_VALUE));
        List<DataInput> inputs = new ArrayList<>();
        List<Traced.Output> outputs = new ArrayList<>();
        try {
            for (InputDeclaration input : entry.inputs()) {
                inputs.add(tracer.input(input.name(), input.type(), context));
            }
            for (EntryStatement statement : entry.statements()) {
                run(statement, context, inference, outputs);
            }
            rejectEmpty(entry, outputs);
            rejectIdle(entry);
            Graph graph = graph(context, outputs);
            rejectUnused(entry, graph);
            return Optional.of(new Entry(
                    name,
                    DataInput.withLengths(inputs, List.of()),
                    tensors(),
                    ModelElaborator.outputs(outputs),
                    graph));
        } catch (Rejection rejection) {
            facts.report(rejection.problem());
        } catch (Abandoned abandoned) {
            // What it depends on is reported already.
            return Optional.empty();
        }
        return Optional.empty();
    }

    private void run(EntryStatement statement, Context context, Traced inference, List<Traced.Output> outputs) {
        if (statement instanceof ValueDefinition value) {
            tracer.evaluator().bodies().define(value, context, context.site().rank());
        } else if (statement instanceof StateDeclaration state) {
            declare(state, context);
        } else {
            OutputDeclaration output = (OutputDeclaration) statement;
            Context place = context.enter(output.name().text(), output.name().at());
            Value value = tracer.outputRules().value(output, place);
            tracer.outputRules().checkTarget(output, value, inference.targets(), place.scope());
            outputs.add(new Traced.Output(output, value));
        }
    }

    private void declare(StateDeclaration state, Context context) {
        String name = state.layer().text();
        Scope.Binding earlier = context.scope().own().get(state.name().text());
        if (earlier != null) {
            throw Bodies.twice(state.name(), earlier.at());
        }
        SharedLayer layer = context.scope()
                .layer(name)
                .orElseThrow(() -> new Rejection(Problem.error(
                                "unknown-layer", state.layer().at(), "there is no declared layer `" + name + "`")
                        .suggest(Suggestions.didYouMean(name, context.scope().layerNames()))));
        CarriedState carried = new CarriedState(state.name().text(), layer);
        context.scope()
                .bind(
                        state.name().text(),
                        new Meaning.State(carried),
                        state.name().at());
        states.put(state, carried);
    }

    /** Turns down a state that nothing keeps anything in. */
    private void rejectIdle(EntryDeclaration entry) {
        states.forEach((declaration, state) -> {
            String layer = state.layer().name();
            if (state.isUsed() && state.tensors().isEmpty()) {
                throw new Rejection(Problem.error(
                                "no-state", declaration.layer().at(), "`" + layer + "` keeps no state between calls")
                        .note(state.layer().at(), "it is declared here"));
            }
            if (!state.isUsed()) {
                throw new Rejection(Problem.error(
                                "unused-state",
                                declaration.name().at(),
                                "the state `" + declaration.name() + "` is never used in `" + entry.name() + "`")
                        .suggest("hand it to its layer: `" + layer + "(state = " + declaration.name() + ")`"));
            }
        });
    }

    private List<DataInput> tensors() {
        return states.values().stream()
                .flatMap(state -> state.tensors().stream())
                .toList();
    }

    private static void rejectEmpty(EntryDeclaration entry, List<Traced.Output> outputs) {
        if (outputs.isEmpty()) {
            throw new Rejection(
                    Problem.error("no-output", entry.name().at(), "the entry `" + entry.name() + "` has no output"));
        }
    }

    private static void rejectUnused(EntryDeclaration entry, Graph graph) {
        for (InputDeclaration input : entry.inputs()) {
            if (!Pruning.reads(graph, input.name().text())) {
                throw new Rejection(Problem.error(
                        "unused-input", input.name().at(), "the input `" + input.name() + "` is never used"));
            }
        }
    }

    private Graph graph(Context context, List<Traced.Output> outputs) {
        List<Result> results = new ArrayList<>();
        outputs.forEach(output -> results.add(
                new Result(Result.Kind.OUTPUT, output.name(), output.value().node())));
        states.values().forEach(state -> results.addAll(state.updates()));
        return Pruning.prune(context.tracing().graph().build().withResults(results));
    }
}
