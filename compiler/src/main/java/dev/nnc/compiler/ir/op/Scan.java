package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a sub-graph once for every step of an axis, handing values on from step to step.
 *
 * <p>The sub-graph has leaves {@code carry0, carry1, ..} (handed on), {@code step0, ..} (this step of a sequence) and
 * {@code given0, ..} (the same at every step), and as outputs, in order, the new carries and then what it makes at each
 * step. The inputs of the node are the first carries, the sequences, and what is given; a sequence has the steps' axis
 * behind the batch axis, where it has one, else in front.
 *
 * <p>A node has one value, so each result of a scan is a node of its own; those that differ in {@code result} alone are one
 * scan.
 *
 * @param carries values handed on
 * @param sequences inputs that are taken step by step
 * @param steps the axis
 * @param backward whether the last step comes first
 * @param result first the carries after all steps, then each output along the steps, then each carry as it was before each
 *     step, along the steps
 */
public record Scan(Graph body, int carries, int sequences, Axis steps, boolean backward, int result) implements Op {
    private static final String GIVEN = "given";

    /** The name of a leaf that is handed on. */
    public static String carry(int index) {
        return "carry" + index;
    }

    /** The name of a leaf that is a step of a sequence. */
    public static String step(int index) {
        return "step" + index;
    }

    /** The name of a leaf that is the same at every step. */
    public static String given(int index) {
        return GIVEN + index;
    }

    /** Whether a leaf is the same at every step. */
    public static boolean isGiven(Leaf leaf) {
        return leaf.leaf().startsWith(GIVEN);
    }

    /** Another result of the same scan. */
    public Scan withResult(int other) {
        return new Scan(body, carries, sequences, steps, backward, other);
    }

    /** The same scan with another sub-graph, of equal results. */
    public Scan withBody(Graph other) {
        return new Scan(other, carries, sequences, steps, backward, result);
    }

    /** What the sub-graph makes at each step, the carries apart. */
    public int outputs() {
        return body.results().size() - carries;
    }

    /** The result that is a carry before each step. */
    public int before(int carry) {
        return carries + outputs() + carry;
    }

    @Override
    public String name() {
        return "scan";
    }

    @Override
    public String attributes() {
        return "result=" + result + ", carries=" + carries + ", sequences=" + sequences + ", steps=" + steps
                + ", backward=" + backward + ", body=" + body.toString().strip();
    }

    @Override
    public int arity() {
        return ANY_ARITY;
    }

    /** The type of a sequence whose steps have a type. */
    public static TensorType along(Axis steps, TensorType step) {
        List<Axis> axes = new ArrayList<>(step.axes());
        axes.add(step.hasBatch() ? 1 : 0, steps);
        return step.withAxes(axes);
    }

    /** The type of one step of a sequence. */
    public static TensorType step(Axis steps, TensorType sequence) {
        int place = sequence.hasBatch() ? 1 : 0;
        ShapeMismatch.require(
                sequence.rank() > place && sequence.axis(place).equals(steps),
                "scan: %s has no steps %s",
                sequence,
                steps);
        List<Axis> axes = new ArrayList<>(sequence.axes());
        axes.remove(place);
        return sequence.withAxes(axes);
    }

    /** The name of the leaf for an input of the node. */
    public String leaf(int index) {
        if (index < carries) {
            return carry(index);
        }
        return index < carries + sequences ? step(index - carries) : given(index - carries - sequences);
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        ShapeMismatch.require(
                inputs.size() >= carries + sequences && result >= 0 && result < before(carries),
                "scan: %d inputs and result %d do not fit the sub-graph",
                inputs.size(),
                result);
        checkLeaves(inputs);
        for (int i = 0; i < carries; i++) {
            TensorType after = body.type(body.results().get(i).node());
            ShapeMismatch.require(
                    after.equals(inputs.get(i)), "scan: %s goes from %s to %s", carry(i), inputs.get(i), after);
        }
        if (result < carries) {
            return inputs.get(result);
        }
        boolean output = result < carries + outputs();
        return along(
                steps,
                output ? body.type(body.results().get(result).node()) : inputs.get(result - carries - outputs()));
    }

    private void checkLeaves(List<TensorType> inputs) {
        Map<String, TensorType> types = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            boolean sequence = i >= carries && i < carries + sequences;
            types.put(leaf(i), sequence ? step(steps, inputs.get(i)) : inputs.get(i));
        }
        for (Node node : body.nodes()) {
            if (node.op() instanceof Leaf leaf) {
                TensorType type = types.get(leaf.leaf());
                ShapeMismatch.require(
                        leaf.declared().equals(type), "scan: %s is %s, not %s", leaf.leaf(), leaf.declared(), type);
            }
        }
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        return new ScanLoop(this, inputs, run).result(type);
    }

    /** Autodiff turns all results of a scan into one scan back; a single result cannot do that alone. */
    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        throw new CompilerBug("a scan is differentiated with all its results at once");
    }

    @Override
    public long flops(List<TensorType> inputs, TensorType type, int batch) {
        long step = 0;
        for (Node node : body.nodes()) {
            List<TensorType> types = node.inputs().stream().map(body::type).toList();
            step += node.op().flops(types, node.type(), batch);
        }
        return step * steps.extent(batch);
    }
}
