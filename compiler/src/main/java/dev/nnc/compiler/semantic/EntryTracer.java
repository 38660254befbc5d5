package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Suggestions;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.model.DataInput;
import dev.nnc.compiler.ir.model.Entry;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.syntax.ast.Call;
import dev.nnc.compiler.syntax.ast.EntryDeclaration;
import dev.nnc.compiler.syntax.ast.EntryStatement;
import dev.nnc.compiler.syntax.ast.Expression;
import dev.nnc.compiler.syntax.ast.InputDeclaration;
import dev.nnc.compiler.syntax.ast.Name;
import dev.nnc.compiler.syntax.ast.OutputDeclaration;
import dev.nnc.compiler.syntax.ast.StateDeclaration;
import dev.nnc.compiler.syntax.ast.ValueDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs through the statements of an entry into a graph of its own. */
final class EntryTracer {
    private final ModelFacts facts;
    private final ModelTracer tracer;

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
            Graph graph = graph(context, outputs);
            rejectUnused(entry, graph);
            return Optional.of(new Entry(
                    name,
                    DataInput.withLengths(inputs, List.of()),
                    List.of(),
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
            throw state(state, context);
        } else {
            OutputDeclaration output = (OutputDeclaration) statement;
            Context place = context.enter(output.name().text(), output.name().at());
            Value value = tracer.outputRules().value(output, place);
            tracer.outputRules().checkTarget(output, value, inference.targets(), place.scope());
            outputs.add(new Traced.Output(output, value));
        }
    }

    private static Rejection state(StateDeclaration state, Context context) {
        String name = state.layer().text();
        Optional<SharedLayer> layer = context.scope().layer(name);
        if (layer.isEmpty()) {
            return new Rejection(Problem.error(
                            "unknown-layer", state.layer().at(), "there is no declared layer `" + name + "`")
                    .suggest(Suggestions.didYouMean(name, context.scope().layerNames())));
        }
        Expression declared = layer.get().layer();
        String kind = declared instanceof Call call
                ? call.callee().text()
                : declared instanceof Name written ? written.text() : "";
        return new Rejection(
                NotYet.LAYERS.contains(kind)
                        ? NotYet.problem(kind, declared.at())
                        : Problem.error("no-state", state.layer().at(), "`" + name + "` keeps no state between calls")
                                .note(layer.get().at(), "it is declared here"));
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

    private static Graph graph(Context context, List<Traced.Output> outputs) {
        List<Result> results = outputs.stream()
                .map(output -> new Result(
                        Result.Kind.OUTPUT, output.name(), output.value().node()))
                .toList();
        return Pruning.prune(context.tracing().graph().build().withResults(results));
    }
}
