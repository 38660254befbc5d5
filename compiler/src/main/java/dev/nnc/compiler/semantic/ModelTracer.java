package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.model.DataInput;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.semantic.builtin.Lengths;
import dev.nnc.compiler.semantic.builtin.MetricValue;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.syntax.ast.Call;
import dev.nnc.compiler.syntax.ast.Expression;
import dev.nnc.compiler.syntax.ast.Identifier;
import dev.nnc.compiler.syntax.ast.InputDeclaration;
import dev.nnc.compiler.syntax.ast.LayerDeclaration;
import dev.nnc.compiler.syntax.ast.LossDeclaration;
import dev.nnc.compiler.syntax.ast.MetricDeclaration;
import dev.nnc.compiler.syntax.ast.ModelDeclaration;
import dev.nnc.compiler.syntax.ast.ModelStatement;
import dev.nnc.compiler.syntax.ast.OutputDeclaration;
import dev.nnc.compiler.syntax.ast.ParameterDeclaration;
import dev.nnc.compiler.syntax.ast.TargetDeclaration;
import dev.nnc.compiler.syntax.ast.Type;
import dev.nnc.compiler.syntax.ast.ValueDefinition;
import java.util.List;
import java.util.Map;

/** Runs through the statements of a model, in order, into one graph. */
final class ModelTracer {
    /** What stands beside the metrics where results are listed. */
    private static final Map<String, String> RESULTS =
            Map.of("loss", "the loss itself", "examples", "the count of what is measured");

    private final Evaluator evaluator = new Evaluator();
    private final OutputRules outputRules = new OutputRules(evaluator);
    private final MetricExpressions metrics = new MetricExpressions(evaluator);
    private final ModelDeclaration model;
    private final ModelParameters constants;

    ModelTracer(ModelDeclaration model, ModelParameters constants) {
        this.model = model;
        this.constants = constants;
    }

    Evaluator evaluator() {
        return evaluator;
    }

    OutputRules outputRules() {
        return outputRules;
    }

    /** Elaborates everything but the entries. A statement with a mistake is reported, and others do without it. */
    Traced trace(Tracing tracing) {
        Traced traced = begin(tracing);
        int order = 0;
        for (ModelStatement statement : model.statements()) {
            run(statement, traced, ++order);
        }
        return traced;
    }

    /** Elaborates what an entry sees: inputs and targets by their types, layers and parameters. */
    Traced traceShared(Tracing tracing) {
        Traced traced = begin(tracing);
        int order = 0;
        for (ModelStatement statement : model.statements()) {
            order++;
            if (statement instanceof LayerDeclaration || statement instanceof ParameterDeclaration) {
                run(statement, traced, order);
            } else if (statement instanceof ValueDefinition value) {
                hide(value.name(), "is a value of the model; an entry sees its layers and parameters alone", traced);
            } else if (statement instanceof InputDeclaration input) {
                run(statement, traced, order);
                hide(input.name(), "is an input of the model; an entry has inputs of its own", traced);
            } else if (statement instanceof TargetDeclaration target) {
                run(statement, traced, order);
                hide(target.name(), "is a target, which an entry never sees", traced);
            }
        }
        return traced;
    }

    private static void hide(Identifier name, String why, Traced traced) {
        traced.context().scope().bind(name.text(), new Meaning.Hidden(why), name.at());
    }

    private Traced begin(Tracing tracing) {
        Scope scope = Scope.closed();
        Context context = new Context(tracing, scope, Site.root(), List.of(), false);
        constants.bind(scope);
        for (ModelStatement statement : model.statements()) {
            announce(statement, scope);
        }
        return new Traced(context);
    }

    private static void announce(ModelStatement statement, Scope scope) {
        if (statement instanceof ValueDefinition value) {
            scope.announce(value.name().text(), value.name().at());
        } else if (statement instanceof LayerDeclaration layer) {
            scope.announce(layer.name().text(), layer.name().at());
        } else if (statement instanceof ParameterDeclaration parameter) {
            scope.announce(parameter.name().text(), parameter.name().at());
        } else if (statement instanceof InputDeclaration input) {
            scope.announce(input.name().text(), input.name().at());
        } else if (statement instanceof TargetDeclaration target) {
            scope.announce(target.name().text(), target.name().at());
        }
    }

    private void run(ModelStatement statement, Traced traced, int order) {
        try {
            elaborate(statement, traced, order);
        } catch (Rejection rejection) {
            traced.tracing().facts().report(rejection.problem());
            forget(statement, traced);
        } catch (Abandoned abandoned) {
            forget(statement, traced);
        }
    }

    /** What a failed statement would have bound is unknown from here on, and not reported again. */
    private static void forget(ModelStatement statement, Traced traced) {
        Scope scope = traced.context().scope();
        Identifier name = null;
        if (statement instanceof ValueDefinition value) {
            name = value.name();
        } else if (statement instanceof ParameterDeclaration parameter) {
            name = parameter.name();
        } else if (statement instanceof InputDeclaration input) {
            name = input.name();
        } else if (statement instanceof TargetDeclaration target) {
            name = target.name();
        } else if (statement instanceof OutputDeclaration output) {
            name = output.name();
        }
        if (name != null && !scope.own().containsKey(name.text())) {
            scope.bind(name.text(), new Meaning.Unknown(), name.at());
        }
    }

    private void elaborate(ModelStatement statement, Traced traced, int order) {
        Context context = traced.context();
        if (statement instanceof InputDeclaration input) {
            traced.inputs().add(input(input.name(), input.type(), context));
        } else if (statement instanceof TargetDeclaration target) {
            traced.targets().add(input(target.name(), target.type(), context));
        } else if (statement instanceof ValueDefinition value) {
            evaluator.bodies().define(value, context, order);
        } else if (statement instanceof LayerDeclaration layer) {
            evaluator.bodies().define(layer, context, order);
        } else if (statement instanceof ParameterDeclaration parameter) {
            evaluator.bodies().define(parameter, context, order);
        } else if (statement instanceof OutputDeclaration output) {
            output(output, traced, order);
        } else if (statement instanceof LossDeclaration loss) {
            loss(loss, traced, order);
        } else if (statement instanceof MetricDeclaration metric
                && !context.tracing().isTraining()) {
            // Nothing is measured in training, where a normalisation makes one example's value depend on the others'.
            metric(metric, traced, order);
        }
    }

    /** Declares an input or target: its leaf, with zeros for padding, and its name. */
    DataInput input(Identifier name, Type type, Context context) {
        Scope.Binding earlier = context.scope().own().get(name.text());
        if (earlier != null) {
            throw Bodies.twice(name, earlier.at());
        }
        DataInput input = new Types(evaluator, context).input(name, type);
        context.tracing().at(name.text(), name.at());
        GraphBuilder graph = context.tracing().graph();
        int leaf = graph.add(new Leaf(Leaf.Kind.INPUT, name.text(), input.type()));
        int real = Lengths.filled(graph, leaf, 0);
        Value value = Value.of(real, input.type(), name.text(), name.at()).asSource(name.text(), input.classes());
        context.scope().bind(name.text(), new Meaning.Tensor(value), name.at());
        return input;
    }

    private void output(OutputDeclaration output, Traced traced, int order) {
        Identifier name = output.name();
        for (Traced.Output other : traced.outputs()) {
            if (other.name().equals(name.text())) {
                throw Bodies.twice(name, other.declaration().name().at());
            }
        }
        Context place = traced.context().at(traced.context().site().statement(name.text(), name.at(), order));
        GraphBuilder graph = place.tracing().graph();
        int before = graph.size();
        Value value = outputRules.value(output, place);
        graph.define(name.text(), value.node(), before);
        outputRules.checkTarget(output, value, traced.targets(), place.scope());
        traced.outputs().add(new Traced.Output(output, value));
        if (!traced.context().scope().own().containsKey(name.text())) {
            Meaning meaning = new Meaning.Tensor(value.named(name.text(), name.at()));
            traced.context().scope().bind(name.text(), meaning, name.at());
        }
    }

    private void loss(LossDeclaration loss, Traced traced, int order) {
        String name = loss.name().map(Identifier::text).orElse("loss");
        for (Traced.Loss other : traced.losses()) {
            if (other.name().equals(name)) {
                throw new Rejection(Problem.error("declared-twice", loss.at(), "two losses are called `" + name + "`")
                        .note(other.declaration().at(), "the first is here")
                        .suggest("give each a name: `loss NAME = ...`"));
            }
        }
        Context place = traced.context().at(traced.context().site().statement(name, loss.at(), order));
        GraphBuilder graph = place.tracing().graph();
        int before = graph.size();
        Span at = loss.value().at();
        Value value = Coercion.floats(Coercion.tensor(evaluator.evaluate(loss.value(), place), at, place), at, place);
        graph.define(name, value.node(), before);
        if (!value.type().isScalar()) {
            throw new Rejection(Problem.error(
                            "loss-not-scalar",
                            at,
                            "a loss is one number for the whole batch, but this is " + value.shape()
                                    + (value.type().hasBatch() ? " for each example" : ""))
                    .suggest("take its `mean` or its `sum`"));
        }
        traced.losses().add(new Traced.Loss(name, loss, value));
    }

    private void metric(MetricDeclaration metric, Traced traced, int order) {
        Expression value = metric.value();
        Context place = traced.context().at(traced.context().site().statement("metric", metric.at(), order));
        MetricValue statistics = metrics.statistics(value, place);
        String name = metric.name()
                .map(Identifier::text)
                .orElseGet(() -> value instanceof Call call
                        ? call.callee().text()
                        : value.at().text());
        String taken = RESULTS.get(name);
        if (taken != null) {
            throw new Rejection(Problem.error(
                            "reserved-metric",
                            metric.at(),
                            "a metric cannot be called `" + name + "`, as " + taken + " is")
                    .suggest("give it another name: `metric NAME = ...`"));
        }
        for (Traced.Metric other : traced.metrics()) {
            if (other.name().equals(name)) {
                throw new Rejection(
                        Problem.error("declared-twice", metric.at(), "two metrics are called `" + name + "`")
                                .suggest("give one a name: `metric NAME = ...`"));
            }
        }
        traced.metrics().add(new Traced.Metric(name, statistics));
    }
}
