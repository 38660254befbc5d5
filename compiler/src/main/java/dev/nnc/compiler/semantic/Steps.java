package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.syntax.ast.Call;
import dev.nnc.compiler.syntax.ast.Conditional;
import dev.nnc.compiler.syntax.ast.Expression;
import dev.nnc.compiler.syntax.ast.Name;
import dev.nnc.compiler.syntax.ast.Pipeline;
import dev.nnc.compiler.syntax.ast.Repeat;
import java.util.List;

/** Sends values through layers and functions: the steps of a pipeline. */
final class Steps {
    /** More copies than this are taken for a slip: each has weights and code of its own. */
    private static final int MOST_COPIES = 1000;

    private final Evaluator evaluator;

    Steps(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** Sends a value through steps, one after the other. */
    Meaning through(List<Expression> steps, Meaning input, Span from, Context context) {
        Meaning value = input;
        Span at = from;
        for (Expression step : steps) {
            value = apply(step, value, at, context);
            at = step.at();
        }
        return value;
    }

    /**
     * Sends a value through one step, which may be a pipeline without an input.
     *
     * @param from where the value comes from
     */
    Meaning apply(Expression step, Meaning input, Span from, Context context) {
        Arguments.Given inflow = Arguments.Given.flowing(input, from);
        if (step instanceof Name name) {
            return evaluator.callables().apply(name.text(), name.at(), List.of(), inflow, context);
        }
        if (step instanceof Call call) {
            return evaluator.callables().apply(call.callee().text(), call.at(), call.arguments(), inflow, context);
        }
        if (step instanceof Pipeline pipeline) {
            Meaning first = apply(pipeline.input(), input, from, context);
            return through(pipeline.steps(), first, pipeline.input().at(), context);
        }
        if (step instanceof Conditional conditional) {
            return evaluator.bodies().apply(evaluator.branch(conditional, context), input, from, context);
        }
        if (step instanceof Repeat repeat) {
            return repeat(repeat, input, from, context);
        }
        throw new Rejection(Problem.error("not-a-layer", step.at(), "a value cannot be sent through this"));
    }

    private Meaning repeat(Repeat repeat, Meaning input, Span from, Context context) {
        Span at = repeat.count().at();
        int copies = Constants.integer("the count of `repeat`", evaluator.evaluate(repeat.count(), context), at);
        if (copies < 0 || copies > MOST_COPIES) {
            throw new Rejection(Problem.error(
                    "bad-count", at, "the count of `repeat` must be from 0 to " + MOST_COPIES + ", but is " + copies));
        }
        Meaning value = input;
        for (int copy = 0; copy < copies; copy++) {
            value = evaluator.bodies().apply(repeat.body(), value, copy == 0 ? from : repeat.at(), context);
        }
        return value;
    }
}
