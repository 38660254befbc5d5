package dev.nnc.compiler.syntax;

import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.syntax.ast.Argument;
import dev.nnc.compiler.syntax.ast.Binary;
import dev.nnc.compiler.syntax.ast.Body;
import dev.nnc.compiler.syntax.ast.BooleanLiteral;
import dev.nnc.compiler.syntax.ast.Call;
import dev.nnc.compiler.syntax.ast.Conditional;
import dev.nnc.compiler.syntax.ast.Expression;
import dev.nnc.compiler.syntax.ast.Identifier;
import dev.nnc.compiler.syntax.ast.LayerDeclaration;
import dev.nnc.compiler.syntax.ast.ListLiteral;
import dev.nnc.compiler.syntax.ast.Member;
import dev.nnc.compiler.syntax.ast.Name;
import dev.nnc.compiler.syntax.ast.ParameterDeclaration;
import dev.nnc.compiler.syntax.ast.Pipeline;
import dev.nnc.compiler.syntax.ast.Repeat;
import dev.nnc.compiler.syntax.ast.Unary;
import dev.nnc.grammar.NnParser;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Turns ANTLR's trees of expressions, and of the braces in them, into {@link Expression}s. */
final class ExpressionBuilder {
    /** How deep an expression may be; those who read the tree call themselves once or more a level. */
    private static final int DEEPEST = 250;

    private final Places places;
    private final Reading reading;
    private final LiteralBuilder literals;
    private final BodyBuilder bodies;
    private final TypeBuilder types;
    private int depth;

    ExpressionBuilder(Places places, Reading reading) {
        this.places = places;
        this.reading = reading;
        this.literals = new LiteralBuilder(places, reading);
        this.bodies = new BodyBuilder(places, reading, this);
        this.types = new TypeBuilder(places, reading, this);
    }

    TypeBuilder types() {
        return types;
    }

    Body body(NnParser.BodyContext context) {
        return deeper(1, context, () -> bodies.body(context));
    }

    LayerDeclaration layer(NnParser.LayerContext context) {
        Identifier name = reading.declared(context.name());
        return new LayerDeclaration(name, expression(context.expression()), places.of(context));
    }

    ParameterDeclaration parameter(NnParser.ParameterDeclarationContext context) {
        Identifier name = reading.declared(context.name());
        Expression initialiser = expression(context.expression());
        return new ParameterDeclaration(name, types.floatType(context.type()), initialiser, places.of(context));
    }

    /** The name before a {@code =}, which the grammar reads as an expression. */
    Identifier nameBeforeAssign(NnParser.ExpressionContext context) {
        Expression left = expression(context);
        boolean plain = left instanceof Name && places.of(context).text().equals(((Name) left).text());
        if (!plain) {
            throw reading.incomplete(Problem.error("unexpected-text", places.of(context), "expected a name before `=`")
                    .suggest("`==` compares two constants"));
        }
        Identifier name = new Identifier(((Name) left).text(), left.at());
        return reading.declared(name);
    }

    Expression expression(NnParser.ExpressionContext context) {
        return deeper(1, context, () -> pipeline(context));
    }

    private Expression pipeline(NnParser.ExpressionContext context) {
        Expression input = operation(context.operation(0));
        if (context.operation().size() == 1) {
            return input;
        }
        List<Expression> steps =
                context.operation().stream().skip(1).map(this::step).toList();
        return new Pipeline(input, steps, places.of(context));
    }

    private Expression step(NnParser.OperationContext context) {
        Expression step = operation(context);
        if (step instanceof Name
                || step instanceof Member
                || step instanceof Call
                || step instanceof Repeat
                || step instanceof Conditional
                || step instanceof Pipeline) {
            return step;
        }
        Problem problem =
                Problem.error("not-a-layer", places.of(context), "`->` needs a layer after it, and this is none");
        throw reading.incomplete(
                step instanceof Binary sum
                        ? problem.suggest(
                                "`->` takes in all of `a " + sum.operator().text()
                                        + " b`; to compute with what it gives, put brackets around: `(x -> a) "
                                        + sum.operator().text() + " b`")
                        : problem);
    }

    private Expression operation(NnParser.OperationContext context) {
        return chain(context, context.conjunction(), i -> conjunction(context.conjunction(i)));
    }

    private Expression conjunction(NnParser.ConjunctionContext context) {
        return chain(context, context.negation(), i -> negation(context.negation(i)));
    }

    private Expression negation(NnParser.NegationContext context) {
        return prefixed(context, context.NOT(), Unary.Operator.NOT, () -> comparison(context.comparison()));
    }

    private Expression comparison(NnParser.ComparisonContext context) {
        if (context.sum().size() > 2) {
            Token second = Operators.tokens(context).get(1);
            throw reading.incomplete(
                    Problem.error("chained-comparison", places.of(second), "comparisons cannot be chained")
                            .suggest("`a < b and b < c`"));
        }
        return chain(context, context.sum(), i -> sum(context.sum(i)));
    }

    Expression sum(NnParser.SumContext context) {
        return chain(context, context.product(), i -> product(context.product(i)));
    }

    private Expression product(NnParser.ProductContext context) {
        return chain(context, context.signed(), i -> signed(context.signed(i)));
    }

    private Expression signed(NnParser.SignedContext context) {
        return prefixed(context, context.MINUS(), Unary.Operator.NEGATE, () -> postfix(context.postfix()));
    }

    /** Operands with an operator between each two, grouped from the left. */
    private Expression chain(
            ParserRuleContext context, List<? extends ParserRuleContext> operands, IntFunction<Expression> read) {
        int last = operands.size() - 1;
        List<Token> operators = Operators.tokens(context);
        Expression result = deeper(last, context, () -> read.apply(0));
        for (int i = 1; i <= last; i++) {
            int operand = i;
            Expression right = deeper(last - i + 1, context, () -> read.apply(operand));
            Span at = places.between(operands.get(0), operands.get(i));
            result = new Binary(Operators.of(operators.get(i - 1)), result, right, at);
        }
        return result;
    }

    private Expression prefixed(
            ParserRuleContext context, List<TerminalNode> signs, Unary.Operator operator, Supplier<Expression> read) {
        Expression result = deeper(signs.size(), context, read);
        for (int i = signs.size() - 1; i >= 0; i--) {
            Span at = places.between(signs.get(i).getSymbol(), context.getStop());
            result = new Unary(operator, result, at);
        }
        return result;
    }

    private Expression postfix(NnParser.PostfixContext context) {
        List<NnParser.NameContext> members = context.name();
        Expression result = deeper(members.size(), context, () -> primary(context.primary()));
        for (NnParser.NameContext member : members) {
            result = new Member(result, reading.named(member), places.between(context, member));
        }
        return result;
    }

    private Expression primary(NnParser.PrimaryContext context) {
        if (context instanceof NnParser.NumberContext number) {
            return literals.number(number);
        }
        if (context instanceof NnParser.StringContext string) {
            return literals.string(string);
        }
        if (context instanceof NnParser.BooleanContext flag) {
            return new BooleanLiteral(flag.TRUE() != null, places.of(flag));
        }
        if (context instanceof NnParser.NameOrCallContext named) {
            return nameOrCall(named);
        }
        if (context instanceof NnParser.BracketedContext bracketed) {
            return expression(bracketed.expression());
        }
        if (context instanceof NnParser.ListContext list) {
            List<Expression> elements =
                    list.expression().stream().map(this::expression).toList();
            return new ListLiteral(elements, places.of(list));
        }
        if (context instanceof NnParser.RepeatContext repeat) {
            return new Repeat(operation(repeat.operation()), body(repeat.body()), places.of(repeat));
        }
        if (context instanceof NnParser.ConditionalContext conditional) {
            return conditional(conditional);
        }
        throw new CompilerBug("no such expression: " + context.getClass());
    }

    private Expression nameOrCall(NnParser.NameOrCallContext context) {
        Identifier name = reading.named(context.name());
        if (context.arguments() == null) {
            return new Name(name.text(), name.at());
        }
        List<Argument> arguments = new ArrayList<>();
        for (NnParser.ArgumentContext argument : context.arguments().argument()) {
            arguments.add(argument(argument));
            boolean afterNamed = arguments.size() > 1 && arguments.get(arguments.size() - 2) instanceof Argument.Named;
            if (argument.ASSIGN() == null && afterNamed) {
                throw reading.incomplete(Problem.error(
                        "argument-order",
                        places.of(argument),
                        "an argument without a name cannot follow one with a name"));
            }
        }
        return new Call(name, arguments, places.of(context));
    }

    private Argument argument(NnParser.ArgumentContext context) {
        Span at = places.of(context);
        if (context.ASSIGN() == null) {
            return new Argument.Positional(expression(context.expression(0)), at);
        }
        return new Argument.Named(nameBeforeAssign(context.expression(0)), expression(context.expression(1)), at);
    }

    /** An {@code else if} is an {@code else} that holds the next {@code if}. */
    private Expression conditional(NnParser.ConditionalContext context) {
        List<NnParser.BodyContext> branches = context.body();
        int last = branches.size() - 1;
        Body otherwise = deeper(2 * last, context, () -> body(branches.get(last)));
        for (int i = last - 1; i >= 0; i--) {
            int branch = i;
            Expression condition = deeper(2 * i, context, () -> operation(context.operation(branch)));
            Body then = deeper(2 * i, context, () -> body(branches.get(branch)));
            Span at = places.between(context.IF(i).getSymbol(), context.getStop());
            Expression conditional = new Conditional(condition, then, otherwise, at);
            otherwise = new Body(List.of(), conditional, at);
        }
        return otherwise.result();
    }

    private <T> T deeper(int levels, ParserRuleContext context, Supplier<T> read) {
        if (depth + levels > DEEPEST) {
            throw reading.incomplete(Problem.error(
                            "too-deep", places.of(context), "this is nested more than " + DEEPEST + " levels deep")
                    .suggest("give parts of it names of their own"));
        }
        depth += levels;
        try {
            return read.get();
        } finally {
            depth -= levels;
        }
    }
}
