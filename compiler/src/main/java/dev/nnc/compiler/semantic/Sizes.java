package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.semantic.builtin.Shapes;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.syntax.ast.Call;
import dev.nnc.compiler.syntax.ast.Expression;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code size(x, i)}: the size of an axis as a constant. */
final class Sizes {
    /** How it is called. */
    static final String NAME = "size";

    private static final List<Arguments.Slot> SLOTS =
            List.of(new Arguments.Slot("x", true, false), new Arguments.Slot("axis", true, false));

    private final Evaluator evaluator;

    Sizes(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** The size; the batch is not an axis that can be asked for. */
    Meaning size(Call call, Context context) {
        Map<String, List<Arguments.Given>> given =
                Arguments.bind(NAME, call.at(), SLOTS, Optional.empty(), call.arguments());
        Expression x = given.get("x").get(0).expression().orElseThrow();
        Value value = Coercion.tensor(evaluator.evaluate(x, context), x.at(), context);
        Expression axis = given.get("axis").get(0).expression().orElseThrow();
        int index = AxisArguments.index(evaluator, axis, value, context);
        Axis found = value.type().axis(index);
        if (found instanceof Axis.Length length) {
            throw new Rejection(Problem.error(
                    "varying-size",
                    call.at(),
                    "the axis `" + length.name() + "` of " + Shapes.text(value.type())
                            + " has a length of its own for each example, which is no constant"));
        }
        return Meaning.Number.of(found.extent(1));
    }
}
