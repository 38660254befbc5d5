package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.semantic.builtin.Shapes;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.syntax.ast.Expression;
import dev.nnc.compiler.syntax.ast.ListLiteral;
import dev.nnc.compiler.syntax.ast.Name;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Turns axes as they are written, without the batch, from the end or by the name of a length, into axes of the graph. */
final class AxisArguments {
    private AxisArguments() {}

    /** One axis or a list of axes, ascending. */
    static List<Integer> indices(Evaluator evaluator, Expression axes, Value value, Context context) {
        if (!(axes instanceof ListLiteral list)) {
            return List.of(index(evaluator, axes, value, context));
        }
        TreeSet<Integer> indices = new TreeSet<>();
        for (Expression axis : list.elements()) {
            if (!indices.add(index(evaluator, axis, value, context))) {
                throw new Rejection(Problem.error("axis-twice", axis.at(), "this axis is listed twice"));
            }
        }
        return List.copyOf(indices);
    }

    /** One axis. */
    static int index(Evaluator evaluator, Expression axis, Value value, Context context) {
        if (axis instanceof Name name) {
            Optional<Axis.Length> length = context.scope().length(name.text());
            if (length.isPresent()) {
                return named(length.get(), axis, value);
            }
        }
        int index = Constants.integer("an axis", evaluator.evaluate(axis, context), axis.at());
        return resolve(index, axis, value);
    }

    private static int named(Axis.Length length, Expression axis, Value value) {
        int index = value.type().axes().indexOf(length);
        if (index < 0) {
            throw new Rejection(Problem.error(
                    "no-such-axis",
                    axis.at(),
                    "`" + value.label() + "` has no axis `" + length.name() + "`: its shape is " + value.shape()));
        }
        return index;
    }

    private static int resolve(int index, Expression axis, Value value) {
        int rank = Shapes.example(value.type()).size();
        int batch = value.type().rank() - rank;
        if (index < -rank || index >= rank) {
            throw new Rejection(Problem.error(
                    "no-such-axis",
                    axis.at(),
                    "`" + value.label() + "` has no axis " + index + ": its shape is " + value.shape()));
        }
        return batch + (index < 0 ? index + rank : index);
    }

    /** An axis that a built-in has by default. */
    static int fallback(int index, Value value) {
        int rank = Shapes.example(value.type()).size();
        return value.type().rank() - rank + (index < 0 ? index + rank : index);
    }
}
