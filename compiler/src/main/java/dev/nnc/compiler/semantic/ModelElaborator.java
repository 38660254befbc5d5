package dev.nnc.compiler.semantic;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.model.DataInput;
import dev.nnc.compiler.ir.model.DataOutput;
import dev.nnc.compiler.ir.model.Entry;
import dev.nnc.compiler.ir.model.Metric;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.ir.model.Phase;
import dev.nnc.compiler.ir.model.Standardization;
import dev.nnc.compiler.syntax.ast.EntryDeclaration;
import dev.nnc.compiler.syntax.ast.Identifier;
import dev.nnc.compiler.syntax.ast.LossDeclaration;
import dev.nnc.compiler.syntax.ast.ModelDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes a model of its declaration: its graphs one by one, and what stands beside them. */
final class ModelElaborator {
    private final ModelFacts facts;
    private final ModelDeclaration declaration;

    ModelElaborator(ModelFacts facts, ModelDeclaration declaration) {
        this.facts = facts;
        this.declaration = declaration;
    }

    /**
     * The model with these parameters.
     *
     * @throws dev.nnc.compiler.diagnostics.CompilationFailed when there are mistakes
     */
    Model elaborate(Map<String, String> settings) {
        JavaNames.check(declaration, facts.problems());
        JavaClasses.check(declaration, facts.problems());
        Scope constants = Scope.closed();
        ModelParameters parameters = ModelParameters.of(declaration, settings, context(constants), facts.problems());
        ModelTracer tracer = new ModelTracer(declaration, parameters);
        Traced inference = tracer.trace(new Tracing(facts, "inference", false));
        TrainSettings training = training(tracer, constants, inference);
        Capacity.checkWeights(facts);
        facts.problems().throwIfAny();
        List<Phase> phases = new Phases(facts, tracer, training).of(inference);
        List<Entry> entries = entries(tracer, inference);
        Graph graph = inferenceGraph(inference);
        Completeness.check(declaration, inference, graph, phases, entries, training.frozen(), facts);
        Capacity.checkBatch(
                graph, training.training().batch(), declaration.name().at(), facts);
        Capacity.checkStates(phases, declaration.name().at(), facts);
        facts.problems().throwIfAny();
        List<DataInput> inputs = DataInput.withLengths(inference.inputs(), List.of());
        return new Model(
                declaration.name().text(),
                inputs,
                DataInput.withLengths(inference.targets(), inputs),
                facts.weights().all().stream().map(Weights.Kept::weight).toList(),
                outputs(inference.outputs()),
                metrics(inference),
                standardizations(),
                graph,
                phases,
                entries,
                training.training());
    }

    private Context context(Scope scope) {
        return new Context(new Tracing(facts, "constants", false), scope, Site.root(), List.of(), false);
    }

    private TrainSettings training(ModelTracer tracer, Scope constants, Traced inference) {
        List<String> losses = declaration.statements(LossDeclaration.class).stream()
                .map(loss -> loss.name().map(Identifier::text).orElse("loss"))
                .toList();
        List<String> metrics =
                inference.metrics().stream().map(Traced.Metric::name).toList();
        Augmentations pictures = new Augmentations(inference.inputs());
        TrainBlock block = new TrainBlock(tracer.evaluator(), context(constants), losses, metrics, pictures);
        return block.read(
                facts.declarations().train(declaration.name().text()),
                declaration.name().at());
    }

    private static Graph inferenceGraph(Traced traced) {
        List<Result> results = new ArrayList<>();
        traced.outputs()
                .forEach(output -> results.add(new Result(
                        Result.Kind.OUTPUT, output.name(), output.value().node())));
        traced.losses()
                .forEach(loss -> results.add(
                        new Result(Result.Kind.LOSS, loss.name(), loss.value().node())));
        traced.metrics()
                .forEach(metric -> results.add(new Result(
                        Result.Kind.METRIC, metric.name(), metric.value().statistics())));
        return Pruning.prune(traced.tracing().graph().build().withResults(results));
    }

    private List<Entry> entries(ModelTracer tracer, Traced inference) {
        List<Entry> entries = new ArrayList<>();
        for (EntryDeclaration entry : declaration.statements(EntryDeclaration.class)) {
            new EntryTracer(facts, tracer).trace(entry, inference).ifPresent(entries::add);
        }
        return entries;
    }

    /** Outputs as the model and its entries declare them. */
    static List<DataOutput> outputs(List<Traced.Output> outputs) {
        return outputs.stream()
                .map(output -> new DataOutput(
                        output.name(),
                        output.value().type(),
                        output.declaration().of().map(Identifier::text).orElse("")))
                .toList();
    }

    private static List<Metric> metrics(Traced traced) {
        return traced.metrics().stream()
                .map(metric -> new Metric(
                        metric.name(),
                        metric.value().kind(),
                        width(traced, metric),
                        metric.value().arguments()))
                .toList();
    }

    private static int width(Traced traced, Traced.Metric metric) {
        return traced.tracing()
                .graph()
                .type(metric.value().statistics())
                .axis(1)
                .extent(1);
    }

    private List<Standardization> standardizations() {
        return facts.fitted().values().stream()
                .flatMap(layer -> layer.fit().stream())
                .toList();
    }
}
