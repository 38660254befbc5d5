package dev.nnc.compiler.semantic;

import dev.nnc.compiler.syntax.ast.Argument;
import dev.nnc.compiler.syntax.ast.Binary;
import dev.nnc.compiler.syntax.ast.Body;
import dev.nnc.compiler.syntax.ast.Call;
import dev.nnc.compiler.syntax.ast.Conditional;
import dev.nnc.compiler.syntax.ast.Expression;
import dev.nnc.compiler.syntax.ast.ListLiteral;
import dev.nnc.compiler.syntax.ast.Name;
import dev.nnc.compiler.syntax.ast.Pipeline;
import dev.nnc.compiler.syntax.ast.Unary;
import java.util.List;
import java.util.Set;

/** Finds out whether an expression uses some of the values around it. */
final class Mentions {
    private Mentions() {}

    /** Whether a value of one of these names stands in the expression; a {@code repeat} has an {@code in} of its own. */
    static boolean any(Expression expression, Set<String> names) {
        if (expression instanceof Name name) {
            return names.contains(name.text());
        }
        if (expression instanceof Unary unary) {
            return any(unary.operand(), names);
        }
        if (expression instanceof Binary binary) {
            return any(binary.left(), names) || any(binary.right(), names);
        }
        if (expression instanceof Call call) {
            return any(call.arguments().stream().map(Argument::value).toList(), names);
        }
        if (expression instanceof ListLiteral list) {
            return any(list.elements(), names);
        }
        if (expression instanceof Pipeline pipeline) {
            return any(pipeline.input(), names) || any(pipeline.steps(), names);
        }
        return expression instanceof Conditional conditional
                && (any(conditional.condition(), names)
                        || any(conditional.then(), names)
                        || any(conditional.otherwise(), names));
    }

    private static boolean any(List<Expression> expressions, Set<String> names) {
        return expressions.stream().anyMatch(expression -> any(expression, names));
    }

    private static boolean any(Body body, Set<String> names) {
        return any(body.result(), names);
    }
}
