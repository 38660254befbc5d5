package dev.nnc.compiler.semantic;

import dev.nnc.compiler.ir.model.DataInput;
import dev.nnc.compiler.semantic.builtin.MetricValue;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.syntax.ast.LossDeclaration;
import dev.nnc.compiler.syntax.ast.OutputDeclaration;
import java.util.ArrayList;
import java.util.List;

/** What the statements of a model came to in one graph. */
final class Traced {
    /** A declared output and its value. */
    record Output(OutputDeclaration declaration, Value value) {
        String name() {
            return declaration.name().text();
        }
    }

    /** A loss and its value. */
    record Loss(String name, LossDeclaration declaration, Value value) {}

    /** A metric and its statistics. */
    record Metric(String name, MetricValue value) {}

    private final Context context;
    private final List<DataInput> inputs = new ArrayList<>();
    private final List<DataInput> targets = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private final List<Loss> losses = new ArrayList<>();
    private final List<Metric> metrics = new ArrayList<>();

    Traced(Context context) {
        this.context = context;
    }

    /** The model's own scope and place. */
    Context context() {
        return context;
    }

    Tracing tracing() {
        return context.tracing();
    }

    List<DataInput> inputs() {
        return inputs;
    }

    List<DataInput> targets() {
        return targets;
    }

    List<Output> outputs() {
        return outputs;
    }

    List<Loss> losses() {
        return losses;
    }

    List<Metric> metrics() {
        return metrics;
    }
}
