package dev.nnc.compiler.syntax;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.syntax.ast.EntryDeclaration;
import dev.nnc.compiler.syntax.ast.EntryStatement;
import dev.nnc.compiler.syntax.ast.Expression;
import dev.nnc.compiler.syntax.ast.Identifier;
import dev.nnc.compiler.syntax.ast.InputDeclaration;
import dev.nnc.compiler.syntax.ast.LossDeclaration;
import dev.nnc.compiler.syntax.ast.MetricDeclaration;
import dev.nnc.compiler.syntax.ast.ModelStatement;
import dev.nnc.compiler.syntax.ast.Name;
import dev.nnc.compiler.syntax.ast.OutputDeclaration;
import dev.nnc.compiler.syntax.ast.StateDeclaration;
import dev.nnc.compiler.syntax.ast.TargetDeclaration;
import dev.nnc.compiler.syntax.ast.ValueDefinition;
import dev.nnc.grammar.NnParser;
import java.util.List;
import java.util.Optional;

/** Turns ANTLR's trees of the lines of models and entries into statements. */
final class StatementBuilder {
    private final Places places;
    private final Reading reading;
    private final ExpressionBuilder expressions;
    private final TypeBuilder types;

    StatementBuilder(Places places, Reading reading, ExpressionBuilder expressions) {
        this.places = places;
        this.reading = reading;
        this.expressions = expressions;
        this.types = expressions.types();
    }

    ModelStatement ofModel(NnParser.ModelStatementContext context) {
        if (context.input() != null) {
            NnParser.InputContext input = context.input();
            return new InputDeclaration(reading.declared(input.name()), types.type(input.type()), places.of(input));
        }
        if (context.target() != null) {
            NnParser.TargetContext target = context.target();
            return new TargetDeclaration(reading.declared(target.name()), types.type(target.type()), places.of(target));
        }
        if (context.output() != null) {
            return output(context.output());
        }
        if (context.parameterDeclaration() != null) {
            return expressions.parameter(context.parameterDeclaration());
        }
        if (context.layer() != null) {
            return expressions.layer(context.layer());
        }
        return measured(context);
    }

    private ModelStatement measured(NnParser.ModelStatementContext context) {
        if (context.loss() != null) {
            return loss(context.loss());
        }
        if (context.metric() != null) {
            return metric(context.metric());
        }
        return context.entry() != null ? entry(context.entry()) : value(context.value());
    }

    private LossDeclaration loss(NnParser.LossContext context) {
        Optional<Identifier> name = nameBefore(context.expression());
        List<Identifier> updates = context.name().stream().map(reading::named).toList();
        return new LossDeclaration(name, last(context.expression()), updates, places.of(context));
    }

    private MetricDeclaration metric(NnParser.MetricContext context) {
        Optional<Identifier> name = nameBefore(context.expression());
        return new MetricDeclaration(name, last(context.expression()), places.of(context));
    }

    /** The name in {@code loss name = value}, which the grammar reads as an expression. */
    private Optional<Identifier> nameBefore(List<NnParser.ExpressionContext> parts) {
        return parts.size() == 1 ? Optional.empty() : Optional.of(expressions.nameBeforeAssign(parts.get(0)));
    }

    private Expression last(List<NnParser.ExpressionContext> parts) {
        return expressions.expression(parts.get(parts.size() - 1));
    }

    private EntryDeclaration entry(NnParser.EntryContext context) {
        Identifier name = reading.declared(context.name());
        List<InputDeclaration> inputs = context.entryInput().stream()
                .map(input -> new InputDeclaration(
                        reading.declared(input.name()), types.type(input.type()), places.of(input)))
                .toList();
        List<EntryStatement> lines =
                reading.lines(context.entryBody().entryLine(), line -> ofEntry(line.entryStatement()));
        return new EntryDeclaration(name, inputs, lines, places.of(context));
    }

    private EntryStatement ofEntry(NnParser.EntryStatementContext context) {
        if (context.state() != null) {
            NnParser.StateContext state = context.state();
            Identifier layer = reading.named(state.name(1));
            return new StateDeclaration(reading.declared(state.name(0)), layer, places.of(state));
        }
        return context.output() != null ? output(context.output()) : value(context.value());
    }

    private OutputDeclaration output(NnParser.OutputContext context) {
        NnParser.NameContext nameContext = context.name(0);
        Optional<Identifier> of = Optional.ofNullable(context.name(1)).map(reading::named);
        Span at = places.of(context);
        if (context.expression() == null) {
            Identifier name = reading.named(nameContext);
            if (name.text().equals("in")) {
                throw reading.incomplete(Problem.error(
                        "reserved-name", name.at(), "`in` is the input of a block and has no meaning here"));
            }
            return new OutputDeclaration(name, of, new Name(name.text(), name.at()), at);
        }
        return new OutputDeclaration(
                reading.declared(nameContext), of, expressions.expression(context.expression()), at);
    }

    private ValueDefinition value(NnParser.ValueContext context) {
        Identifier name = reading.declared(context.name());
        return new ValueDefinition(name, expressions.expression(context.expression()), places.of(context));
    }
}
