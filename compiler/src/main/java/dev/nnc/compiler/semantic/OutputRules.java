package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Suggestions;
import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.model.DataInput;
import dev.nnc.compiler.semantic.builtin.Lengths;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.semantic.builtin.Shapes;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.syntax.ast.Identifier;
import dev.nnc.compiler.syntax.ast.OutputDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What holds of outputs: one value for each example, and as many of them as the target has classes. */
final class OutputRules {
    private final Evaluator evaluator;

    OutputRules(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** The value of an output, with a batch axis; truth comes as 0 and 1, padding as 0. */
    Value value(OutputDeclaration output, Context context) {
        Value value = Coercion.tensor(
                evaluator.evaluate(output.value(), context), output.value().at(), context);
        if (value.mixing().isPresent()) {
            throw new Rejection(
                    Mixing.problem(value, output.name().at(), "it reaches the output `" + output.name() + "` here"));
        }
        Arithmetic math = new Arithmetic(context.tracing().graph());
        int node = value.type().dtype() == DType.BOOL ? math.cast(value.node(), DType.F32) : value.node();
        if (!value.type().hasBatch()) {
            List<Axis> axes = new ArrayList<>(value.type().axes());
            axes.add(0, Axis.BATCH);
            node = math.broadcastTo(node, axes);
        }
        node = Lengths.filled(context.tracing().graph(), node, 0);
        return new Value(
                node,
                context.tracing().graph().type(node),
                value.scale(),
                value.classes(),
                Optional.empty(),
                Optional.empty(),
                value.label(),
                value.at());
    }

    /** Checks {@code of TARGET}. */
    void checkTarget(OutputDeclaration output, Value value, List<DataInput> targets, Scope scope) {
        if (output.of().isEmpty()) {
            return;
        }
        Identifier of = output.of().get();
        if (scope.value(of.text())
                .map(Scope.Binding::meaning)
                .filter(Meaning.Unknown.class::isInstance)
                .isPresent()) {
            throw new Abandoned();
        }
        DataInput target = targets.stream()
                .filter(candidate -> candidate.name().equals(of.text()))
                .findFirst()
                .orElseThrow(() -> new Rejection(Problem.error(
                                "unknown-target", of.at(), "there is no target `" + of + "`")
                        .suggest(Suggestions.didYouMean(
                                of.text(), targets.stream().map(DataInput::name).toList()))));
        if (target.classes() == 0) {
            throw new Rejection(Problem.error(
                    "no-classes",
                    of.at(),
                    "the target `" + of + "` has no classes that `" + output.name() + "` could name"));
        }
        List<Axis> example = Shapes.example(value.type());
        Axis last = example.isEmpty() ? Axis.of(1) : example.get(example.size() - 1);
        boolean one = target.classes() == 2 && last.equals(Axis.of(1));
        if (!one && !last.equals(Axis.of(target.classes()))) {
            throw new Rejection(Problem.error(
                            "wrong-class-count",
                            output.value().at(),
                            "`" + output.name() + "` is " + value.shape() + ", but `" + of + "` has " + target.classes()
                                    + " classes")
                    .note(value.at(), "`" + value.label() + "` is " + value.shape()));
        }
    }
}
