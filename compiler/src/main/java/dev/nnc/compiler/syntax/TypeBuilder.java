package dev.nnc.compiler.syntax;

import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.syntax.ast.ClassType;
import dev.nnc.compiler.syntax.ast.Classes;
import dev.nnc.compiler.syntax.ast.Dimension;
import dev.nnc.compiler.syntax.ast.Expression;
import dev.nnc.compiler.syntax.ast.FloatType;
import dev.nnc.compiler.syntax.ast.Identifier;
import dev.nnc.compiler.syntax.ast.Name;
import dev.nnc.compiler.syntax.ast.StringLiteral;
import dev.nnc.compiler.syntax.ast.Type;
import dev.nnc.grammar.NnParser;
import java.util.List;

/** Turns ANTLR's trees of types into {@link Type}s. */
final class TypeBuilder {
    private final Places places;
    private final Reading reading;
    private final ExpressionBuilder expressions;

    TypeBuilder(Places places, Reading reading, ExpressionBuilder expressions) {
        this.places = places;
        this.reading = reading;
        this.expressions = expressions;
    }

    Type type(NnParser.TypeContext context) {
        if (context instanceof NnParser.FloatTypeContext type) {
            return new FloatType(dimensions(type.shape()), places.of(type));
        }
        if (context instanceof NnParser.ClassTypeContext type) {
            return new ClassType(classes(type), dimensions(type.shape()), places.of(type));
        }
        throw new CompilerBug("no such type: " + context.getClass());
    }

    /** The type of a parameter: numbers that training moves. */
    FloatType floatType(NnParser.TypeContext context) {
        Type type = type(context);
        if (type instanceof FloatType numbers) {
            return numbers;
        }
        throw reading.incomplete(
                Problem.error("parameter-type", type.at(), "a parameter holds numbers: its type is `float[...]`"));
    }

    private Classes classes(NnParser.ClassTypeContext context) {
        List<Expression> items =
                context.expression().stream().map(expressions::expression).toList();
        Span at = places.between(context.expression(0), context.expression(items.size() - 1));
        if (items.size() == 1) {
            if (items.get(0) instanceof StringLiteral lone) {
                throw reading.incomplete(Problem.error(
                                "one-class", lone.at(), "one class is no choice: `class(...)` needs two names or more")
                        .suggest("`class(10)` stands for ten classes without names"));
            }
            return new Classes.Count(items.get(0), at);
        }
        return new Classes.Names(items.stream().map(this::className).toList(), at);
    }

    private Identifier className(Expression item) {
        if (item instanceof Name name) {
            return new Identifier(name.text(), name.at());
        }
        if (item instanceof StringLiteral quoted) {
            return new Identifier(quoted.value(), quoted.at());
        }
        throw reading.incomplete(
                Problem.error("class-name", item.at(), "expected the name of a class")
                        .suggest(
                                "a name that is not of letters, digits and `_` stands in quotes, as in `class(\"0 to 9\", more)`"));
    }

    private List<Dimension> dimensions(NnParser.ShapeContext context) {
        return context == null
                ? List.of()
                : context.dimension().stream().map(this::dimension).toList();
    }

    private Dimension dimension(NnParser.DimensionContext context) {
        Span at = places.of(context);
        Expression first = expressions.sum(context.sum(0));
        if (context.sum().size() == 1) {
            return new Dimension.Size(first, at);
        }
        if (first instanceof Name name) {
            Identifier axis = new Identifier(name.text(), name.at());
            return new Dimension.Varying(axis, expressions.sum(context.sum(1)), at);
        }
        throw reading.incomplete(Problem.error("length-name", first.at(), "expected a name before `<=`")
                .suggest("`T <= 200` names a length that each example has for itself"));
    }
}
