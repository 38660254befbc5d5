package dev.nnc.compiler.syntax;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.syntax.ast.Body;
import dev.nnc.compiler.syntax.ast.BodyStatement;
import dev.nnc.compiler.syntax.ast.Expression;
import dev.nnc.compiler.syntax.ast.Node;
import dev.nnc.compiler.syntax.ast.ValueDefinition;
import dev.nnc.grammar.NnParser;
import java.util.ArrayList;
import java.util.List;

/** Turns ANTLR's trees of the braces of blocks, functions, {@code repeat} and {@code if} into definitions and a result. */
final class BodyBuilder {
    private final Places places;
    private final Reading reading;
    private final ExpressionBuilder expressions;

    BodyBuilder(Places places, Reading reading, ExpressionBuilder expressions) {
        this.places = places;
        this.reading = reading;
        this.expressions = expressions;
    }

    Body body(NnParser.BodyContext context) {
        Span at = places.of(context);
        List<Node> lines = reading.lines(context.bodyLine(), line -> line(line.bodyStatement()));
        if (reading.reportedIn(at)) {
            throw new Incomplete();
        }
        if (lines.isEmpty()) {
            throw reading.incomplete(Problem.error("no-result", at, "expected a value between `{` and `}`"));
        }
        Node last = lines.get(lines.size() - 1);
        List<BodyStatement> statements = definitions(lines.subList(0, lines.size() - 1));
        if (last instanceof Expression result) {
            return new Body(statements, result, at);
        }
        throw reading.incomplete(Problem.error(
                        "no-result",
                        last.at(),
                        "the last line between braces must be their result, a value without a name")
                .suggest("put " + (last instanceof ValueDefinition value ? "`" + value.name() + "`" : "the value")
                        + " on a line of its own after this one"));
    }

    private List<BodyStatement> definitions(List<Node> lines) {
        List<BodyStatement> statements = new ArrayList<>();
        for (Node line : lines) {
            if (line instanceof BodyStatement statement) {
                statements.add(statement);
            } else {
                reading.report(
                        Problem.error(
                                        "unused-value",
                                        line.at(),
                                        "this value is not used: only the last line between braces is their result")
                                .suggest(
                                        "name it, `name = ...`; or, if the next line goes on with it, end this one with the operator"));
            }
        }
        return statements;
    }

    private Node line(NnParser.BodyStatementContext context) {
        if (context.layer() != null) {
            return expressions.layer(context.layer());
        }
        if (context.parameterDeclaration() != null) {
            return expressions.parameter(context.parameterDeclaration());
        }
        NnParser.ValueOrResultContext value = context.valueOrResult();
        if (value.ASSIGN() == null) {
            return expressions.expression(value.expression(0));
        }
        return new ValueDefinition(
                expressions.nameBeforeAssign(value.expression(0)),
                expressions.expression(value.expression(1)),
                places.of(value));
    }
}
