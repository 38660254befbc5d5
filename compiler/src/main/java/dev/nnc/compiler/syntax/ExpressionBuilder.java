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
        return deeper(1, context, () -> read(context));
    }

    /** The size in a type. */
    Expression sum(NnParser.SumContext context) {
        return read(context);
    }

    private List<Expression> all(List<? extends ParserRuleContext> parts) {
        List<Expression> expressions = new ArrayList<>();
        for (ParserRuleContext part : parts) {
            expressions.add(deeper(1, part, () -> read(part)));
        }
        return expressions;
    }

    /** Any part between a pipeline and a primary. One that only wraps another is passed over, which keeps the stack low. */
    private Expression read(ParserRuleContext part) {
        ParserRuleContext context = part;
        while (context.getChildCount() == 1 && !(context instanceof NnParser.PrimaryContext)) {
            context = (ParserRuleContext) context.getChild(0);
        }
        if (context instanceof NnParser.PrimaryContext primary) {
            return primary(primary);
        }
        if (context instanceof NnParser.ExpressionContext pipeline) {
            return pipeline(pipeline);
        }
        if (context instanceof NnParser.NegationContext negation) {
            return prefixed(negation, negation.NOT(), Unary.Operator.NOT, negation.comparison());
        }
        if (context instanceof NnParser.SignedContext signed) {
            return prefixed(signed, signed.MINUS(), Unary.Operator.NEGATE, signed.postfix());
        }
        if (context instanceof NnParser.PostfixContext postfix) {
            return postfix(postfix);
        }
        if (context instanceof NnParser.ComparisonContext comparison
                && comparison.sum().size() > 2) {
            throw reading.incomplete(chained(comparison));
        }
        return chain(context);
    }

    private Expression pipeline(NnParser.ExpressionContext context) {
        List<NnParser.OperationContext> parts = context.operation();
        Expression input = read(parts.get(0));
        List<Expression> steps = new ArrayList<>();
        for (NnParser.OperationContext part : parts.subList(1, parts.size())) {
            steps.add(step(part));
        }
        return new Pipeline(input, steps, places.of(context));
    }

    private Expression step(NnParser.OperationContext context) {
        Expression step = read(context);
        if (step instanceof Name
                || step instanceof Member
                || step instanceof Call
                || step instanceof Repeat
                || step instanceof Conditional
                || step instanceof Pipeline) {
            return step;
        }
        String found = Words.shortened(places.of(context).text());
        Problem problem = Problem.error(
                "not-a-layer", places.of(context), "`->` needs a layer after it, and `" + found + "` is none");
        if (step instanceof Binary sum) {
            String rest = sum.operator().text() + " "
                    + Words.shortened(sum.right().at().text());
            problem = problem.suggest("`->` binds weakest; to end the pipeline before `" + rest
                    + "`, put brackets around it: `(x -> y) " + rest + "`");
        }
        throw reading.incomplete(problem);
    }

    private Problem chained(NnParser.ComparisonContext context) {
        List<Token> operators = Operators.tokens(context);
        String first = places.between(context.sum(0), context.sum(1)).text();
        String second = places.between(context.sum(1), context.sum(2)).text();
        return Problem.error("chained-comparison", places.of(operators.get(1)), "comparisons cannot be chained")
                .suggest("write `" + Words.shortened(first) + " and " + Words.shortened(second) + "`");
    }

    /** Operands with an operator between each two, grouped from the left. */
    private Expression chain(ParserRuleContext context) {
        List<ParserRuleContext> operands = context.getRuleContexts(ParserRuleContext.class);
        List<Token> operators = Operators.tokens(context);
        int last = operands.size() - 1;
        Expression result = deeper(last, context, () -> read(operands.get(0)));
        for (int i = 1; i <= last; i++) {
            ParserRuleContext operand = operands.get(i);
            Expression right = deeper(last - i + 1, context, () -> read(operand));
            Span at = places.between(operands.get(0), operand);
            result = new Binary(Operators.of(operators.get(i - 1)), result, right, at);
        }
        return result;
    }

    private Expression prefixed(
            ParserRuleContext context, List<TerminalNode> signs, Unary.Operator operator, ParserRuleContext operand) {
        Expression result = deeper(signs.size(), context, () -> read(operand));
        for (int i = signs.size() - 1; i >= 0; i--) {
            Span at = places.between(signs.get(i).getSymbol(), context.getStop());
            result = new Unary(operator, result, at);
        }
        return result;
    }

    private Expression postfix(NnParser.PostfixContext context) {
        List<NnParser.NameContext> members = context.name();
        Expression result = deeper(members.size(), context, () -> read(context.primary()));
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
            return new ListLiteral(all(list.expression()), places.of(list));
        }
        if (context instanceof NnParser.RepeatContext repeat) {
            return new Repeat(read(repeat.operation()), body(repeat.body()), places.of(repeat));
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
            Expression condition = deeper(2 * i, context, () -> read(context.operation(branch)));
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
