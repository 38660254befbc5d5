package dev.nnc.compiler.syntax;

import dev.nnc.compiler.syntax.ast.Argument;
import dev.nnc.compiler.syntax.ast.Binary;
import dev.nnc.compiler.syntax.ast.Call;
import dev.nnc.compiler.syntax.ast.Expression;
import dev.nnc.compiler.syntax.ast.Member;
import dev.nnc.compiler.syntax.ast.Pipeline;
import dev.nnc.compiler.syntax.ast.Unary;
import java.util.stream.Collectors;

/** Shows how an expression was grouped, independently of the printer: every operation stands in brackets. */
final class Grouping {
    private Grouping() {}

    static String of(Expression expression) {
        if (expression instanceof Binary binary) {
            return "(" + of(binary.left()) + " " + binary.operator().text() + " " + of(binary.right()) + ")";
        }
        if (expression instanceof Unary unary) {
            return "(" + unary.operator().text() + " " + of(unary.operand()) + ")";
        }
        if (expression instanceof Member member) {
            return "(" + of(member.owner()) + "." + member.name() + ")";
        }
        if (expression instanceof Call call) {
            String arguments = call.arguments().stream().map(Grouping::of).collect(Collectors.joining(", "));
            return call.callee() + "(" + arguments + ")";
        }
        if (expression instanceof Pipeline pipeline) {
            String steps = pipeline.steps().stream().map(Grouping::of).collect(Collectors.joining(" -> "));
            return "(" + of(pipeline.input()) + " -> " + steps + ")";
        }
        return expression.at().text();
    }

    private static String of(Argument argument) {
        return argument instanceof Argument.Named named ? named.name() + "=" + of(named.value()) : of(argument.value());
    }
}
