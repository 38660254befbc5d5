package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.semantic.builtin.Library;
import dev.nnc.compiler.semantic.builtin.MetricValue;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.metric.BatchMean;
import dev.nnc.compiler.syntax.ast.Call;
import dev.nnc.compiler.syntax.ast.Expression;
import dev.nnc.compiler.syntax.ast.Name;

/** Turns what is written behind {@code metric} into statistics: a metric of the library, or the mean of any other value. */
final class MetricExpressions {
    private final Evaluator evaluator;

    MetricExpressions(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** The statistics of each example. */
    MetricValue statistics(Expression written, Context place) {
        if (!isValue(written, place) || !(evaluator.evaluate(written, place) instanceof Meaning.Tensor tensor)) {
            Library library = place.tracing().facts().library();
            return evaluator.callables().builtins().named(library.metrics(), "a metric", written, place);
        }
        Value value = Coercion.floats(tensor.value(), written.at(), place);
        return BatchMean.metric(place.tracing().graph(), value.node())
                .orElseThrow(() -> new Rejection(Problem.error(
                                "metric-not-mean",
                                written.at(),
                                "a metric is a mean over the examples of a whole split, but this mixes those of a batch in another way")
                        .suggest("give a value for each example, or sums and differences of means")));
    }

    /** Whether this is no call of a metric but a value like any other. */
    private static boolean isValue(Expression written, Context place) {
        if (written instanceof Name name) {
            return place.scope().value(name.text()).isPresent();
        }
        if (!(written instanceof Call call)) {
            return true;
        }
        String name = call.callee().text();
        Declarations declarations = place.tracing().facts().declarations();
        Library library = place.tracing().facts().library();
        boolean declared = declarations.function(name).isPresent()
                || declarations.block(name).isPresent();
        boolean known =
                library.functions().containsKey(name) || library.losses().containsKey(name);
        return declared || known && !library.metrics().containsKey(name);
    }
}
