package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Scan;
import dev.nnc.compiler.plan.Layout;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@link Scan} in prepared graphs, whose own sub-graph is prepared, too: inputs, leaves and results are without axes of a
 * single element.
 *
 * @param body leaves and results as a scan has them
 * @param carries values handed on
 * @param sequences inputs that are taken step by step
 * @param steps how many
 * @param backward whether the last step comes first
 * @param result as a scan counts them
 */
public record PreparedScan(Graph body, int carries, int sequences, Axis steps, boolean backward, int result)
        implements Op {
    /** The same loop, whichever of its results is meant. */
    public PreparedScan loop() {
        return withResult(0);
    }

    /** Another result of the same loop. */
    PreparedScan withResult(int other) {
        return new PreparedScan(body, carries, sequences, steps, backward, other);
    }

    /** The same loop with another sub-graph, of equal results. */
    PreparedScan withBody(Graph other) {
        return new PreparedScan(other, carries, sequences, steps, backward, result);
    }

    /** The number of steps. */
    public int count() {
        return steps.extent(1);
    }

    /** What each step makes, the carries apart. */
    public int outputs() {
        return body.results().size() - carries;
    }

    /** The body's node that is handed on or made, by result. */
    public int made(int index) {
        return body.results().get(index).node();
    }

    /** The type of a carry. */
    public TensorType carry(int index) {
        return body.type(made(index));
    }

    /** The name of the leaf for an input of the node. */
    public String leaf(int index) {
        if (index < carries) {
            return Scan.carry(index);
        }
        return index < carries + sequences ? Scan.step(index - carries) : Scan.given(index - carries - sequences);
    }

    /** The place of the steps' axis in the type of all steps; -1 where there is a single step. */
    public int stepsAxis(TensorType all) {
        return Layout.isSingle(steps) ? -1 : all.hasBatch() ? 1 : 0;
    }

    @Override
    public String name() {
        return "scan";
    }

    @Override
    public int arity() {
        return ANY_ARITY;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        if (result < carries) {
            return carry(result);
        }
        TensorType step = result < carries + outputs() ? body.type(made(result)) : carry(result - carries - outputs());
        List<Axis> axes = new ArrayList<>(step.axes());
        if (!Layout.isSingle(steps)) {
            axes.add(step.hasBatch() ? 1 : 0, steps);
        }
        return step.withAxes(axes);
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        throw new CompilerBug("the meaning of a scan is that of the graph before it was prepared");
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        throw new CompilerBug("prepared graphs are not differentiated");
    }

    @Override
    public long flops(List<TensorType> inputs, TensorType type, int batch) {
        long step = 0;
        for (Node node : body.nodes()) {
            List<TensorType> types = node.inputs().stream().map(body::type).toList();
            step += node.op().flops(types, node.type(), batch);
        }
        return step * count();
    }
}
