package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.Reference;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The reference meaning of a scan, step by step. */
final class ScanLoop {
    private final Scan scan;
    private final List<Tensor> inputs;
    private final Run run;

    ScanLoop(Scan scan, List<Tensor> inputs, Run run) {
        this.scan = scan;
        this.inputs = inputs;
        this.run = run;
    }

    /** The scan's result of a type. */
    Tensor result(TensorType type) {
        int steps = scan.steps().extent(run.batch());
        List<Tensor> carries = new ArrayList<>(inputs.subList(0, scan.carries()));
        Tensor stacked = Tensor.zeros(type.shape(run.batch()));
        for (int i = 0; i < steps; i++) {
            int step = scan.backward() ? steps - 1 - i : i;
            Reference body = Reference.evaluate(scan.body(), new Run(run.batch(), leaves(carries, step), run.draws()));
            if (scan.result() >= scan.carries()) {
                boolean output = scan.result() < scan.before(0);
                Tensor value = output ? value(body, scan.result()) : carries.get(scan.result() - scan.before(0));
                new Steps(stacked, steps, type.hasBatch()).put(step, value);
            }
            for (int carry = 0; carry < carries.size(); carry++) {
                carries.set(carry, value(body, carry));
            }
        }
        return scan.result() < scan.carries() ? carries.get(scan.result()) : stacked;
    }

    private Tensor value(Reference body, int result) {
        return body.value(scan.body().results().get(result).node());
    }

    private Map<String, Tensor> leaves(List<Tensor> carries, int step) {
        Map<String, Tensor> leaves = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            boolean sequence = i >= carries.size() && i < carries.size() + scan.sequences();
            Tensor input = i < carries.size() ? carries.get(i) : inputs.get(i);
            leaves.put(scan.leaf(i), sequence ? step(i, step) : input);
        }
        return leaves;
    }

    private Tensor step(int index, int step) {
        Tensor sequence = inputs.get(index);
        int steps = scan.steps().extent(run.batch());
        return new Steps(sequence, steps, batched(index)).get(step);
    }

    /** Whether a sequence has the batch in front, as its leaf in the sub-graph has; one without a leaf is not read. */
    private boolean batched(int index) {
        return scan.body().nodes().stream()
                .anyMatch(node -> node.op() instanceof Leaf leaf
                        && leaf.leaf().equals(scan.leaf(index))
                        && leaf.declared().hasBatch());
    }

    /** A tensor as a row of steps. */
    private record Steps(Tensor tensor, int steps, boolean batched) {
        Tensor get(int step) {
            int axis = batched ? 1 : 0;
            int[] shape = new int[tensor.shape().length - 1];
            for (int i = 0; i < shape.length; i++) {
                shape[i] = tensor.shape()[i < axis ? i : i + 1];
            }
            Tensor value = Tensor.zeros(shape);
            int inner = inner();
            for (int at = 0; at < value.data().length; at++) {
                value.data()[at] = tensor.data()[place(at, inner, step)];
            }
            return value;
        }

        void put(int step, Tensor value) {
            int inner = inner();
            for (int at = 0; at < value.data().length; at++) {
                tensor.data()[place(at, inner, step)] = value.data()[at];
            }
        }

        private int inner() {
            return Tensor.strides(tensor.shape())[batched ? 1 : 0];
        }

        private int place(int at, int inner, int step) {
            return (at / inner * steps + step) * inner + at % inner;
        }
    }
}
