package dev.nnc.compiler.syntax;

import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.syntax.ast.Argument;
import dev.nnc.compiler.syntax.ast.Binary;
import dev.nnc.compiler.syntax.ast.Body;
import dev.nnc.compiler.syntax.ast.BooleanLiteral;
import dev.nnc.compiler.syntax.ast.Call;
import dev.nnc.compiler.syntax.ast.ClassType;
import dev.nnc.compiler.syntax.ast.Classes;
import dev.nnc.compiler.syntax.ast.Conditional;
import dev.nnc.compiler.syntax.ast.Dimension;
import dev.nnc.compiler.syntax.ast.Expression;
import dev.nnc.compiler.syntax.ast.Identifier;
import dev.nnc.compiler.syntax.ast.ListLiteral;
import dev.nnc.compiler.syntax.ast.Member;
import dev.nnc.compiler.syntax.ast.Name;
import dev.nnc.compiler.syntax.ast.NumberLiteral;
import dev.nnc.compiler.syntax.ast.Pipeline;
import dev.nnc.compiler.syntax.ast.Repeat;
import dev.nnc.compiler.syntax.ast.StringLiteral;
import dev.nnc.compiler.syntax.ast.Type;
import dev.nnc.compiler.syntax.ast.Unary;
import dev.nnc.grammar.NnLexer;
import java.util.List;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;

/** Prints expressions and types for {@link AstPrinter}. */
final class ExpressionPrinter {
    // How tightly each form binds; an operand that binds less than its place asks for gets brackets.
    private static final int PIPELINE = 0;
    private static final int OR = 1;
    private static final int AND = 2;
    private static final int NOT = 3;
    private static final int COMPARISON = 4;
    private static final int SUM = 5;
    private static final int PRODUCT = 6;
    private static final int NEGATE = 7;
    private static final int PRIMARY = 8;

    private final AstPrinter statements;

    ExpressionPrinter(AstPrinter statements) {
        this.statements = statements;
    }

    /** The text of an expression; the indent is that of the line it starts on. */
    String text(Expression expression, int indent) {
        return text(expression, indent, PIPELINE);
    }

    /** Expressions with commas between. */
    String list(List<Expression> expressions, int indent) {
        return expressions.stream().map(each -> text(each, indent)).collect(Collectors.joining(", "));
    }

    String type(Type type) {
        String shape = type.dimensions().isEmpty()
                ? ""
                : type.dimensions().stream().map(this::dimension).collect(Collectors.joining(", ", "[", "]"));
        return (type instanceof ClassType choice ? "class(" + classes(choice.classes()) + ")" : "float") + shape;
    }

    private String classes(Classes classes) {
        if (classes instanceof Classes.Count count) {
            return text(count.count(), 0);
        }
        return ((Classes.Names) classes)
                .names().stream().map(ExpressionPrinter::className).collect(Collectors.joining(", "));
    }

    /** In quotes unless it reads as a name by itself. */
    private static String className(Identifier name) {
        NnLexer lexer = new NnLexer(CharStreams.fromString(name.text()));
        lexer.removeErrorListeners();
        List<? extends Token> tokens = lexer.getAllTokens();
        boolean plain = tokens.size() == 1
                && Words.isName(tokens.get(0))
                && tokens.get(0).getText().equals(name.text());
        return plain ? name.text() : quoted(name.text());
    }

    private String dimension(Dimension dimension) {
        if (dimension instanceof Dimension.Varying varying) {
            return varying.name() + " <= " + text(varying.limit(), 0, SUM);
        }
        return text(((Dimension.Size) dimension).size(), 0, SUM);
    }

    private String text(Expression expression, int indent, int least) {
        String text = bare(expression, indent);
        return tightness(expression) < least ? "(" + text + ")" : text;
    }

    private String bare(Expression expression, int indent) {
        if (expression instanceof Pipeline pipeline) {
            String steps = pipeline.steps().stream()
                    .map(step -> " -> " + text(step, indent, OR))
                    .collect(Collectors.joining());
            return text(pipeline.input(), indent, OR) + steps;
        }
        if (expression instanceof Binary binary) {
            int own = tightness(binary);
            int left = own == COMPARISON ? SUM : own;
            String operator = " " + binary.operator().text() + " ";
            return text(binary.left(), indent, left) + operator + text(binary.right(), indent, own + 1);
        }
        if (expression instanceof Unary unary) {
            boolean not = unary.operator() == Unary.Operator.NOT;
            return (not ? "not " : "-") + text(unary.operand(), indent, tightness(unary));
        }
        if (expression instanceof Call call) {
            return call.callee()
                    + call.arguments().stream()
                            .map(argument -> argument(argument, indent))
                            .collect(Collectors.joining(", ", "(", ")"));
        }
        if (expression instanceof Repeat repeat) {
            return "repeat " + text(repeat.count(), indent, OR) + " " + statements.body(repeat.body(), indent);
        }
        return expression instanceof Conditional conditional
                ? conditional(conditional, indent)
                : small(expression, indent);
    }

    private String small(Expression expression, int indent) {
        if (expression instanceof Name name) {
            return name.text();
        }
        if (expression instanceof Member member) {
            boolean number = member.owner() instanceof NumberLiteral;
            String owner = text(member.owner(), indent, number ? PRIMARY + 1 : PRIMARY);
            return owner + "." + member.name();
        }
        if (expression instanceof NumberLiteral number) {
            return number.value().toString();
        }
        if (expression instanceof StringLiteral string) {
            return quoted(string.value());
        }
        if (expression instanceof BooleanLiteral flag) {
            return Boolean.toString(flag.value());
        }
        if (expression instanceof ListLiteral list) {
            return "[" + list(list.elements(), indent) + "]";
        }
        throw new CompilerBug("no text for " + expression);
    }

    private String argument(Argument argument, int indent) {
        String value = text(argument.value(), indent);
        return argument instanceof Argument.Named named ? named.name() + " = " + value : value;
    }

    private String conditional(Conditional conditional, int indent) {
        Body otherwise = conditional.otherwise();
        boolean chained = otherwise.statements().isEmpty() && otherwise.result() instanceof Conditional;
        return "if " + text(conditional.condition(), indent, OR) + " " + statements.body(conditional.then(), indent)
                + " else " + (chained ? text(otherwise.result(), indent) : statements.body(otherwise, indent));
    }

    private static int tightness(Expression expression) {
        if (expression instanceof Pipeline) {
            return PIPELINE;
        }
        if (expression instanceof Unary unary) {
            return unary.operator() == Unary.Operator.NOT ? NOT : NEGATE;
        }
        if (expression instanceof Binary binary) {
            return switch (binary.operator()) {
                case OR -> OR;
                case AND -> AND;
                case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> COMPARISON;
                case ADD, SUBTRACT -> SUM;
                case MULTIPLY, DIVIDE -> PRODUCT;
            };
        }
        return PRIMARY;
    }

    private static String quoted(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t") + "\"";
    }
}
