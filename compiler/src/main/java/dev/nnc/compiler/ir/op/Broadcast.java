package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * Repeats a tensor along new axes: axis {@code i} of the input becomes axis {@code places[i]} of the result, the other
 * axes of the result are new. Places ascend.
 */
public record Broadcast(List<Axis> target, List<Integer> places) implements Op {
    public Broadcast {
        target = List.copyOf(target);
        places = List.copyOf(places);
    }

    @Override
    public String name() {
        return "broadcast";
    }

    @Override
    public String attributes() {
        return "places=" + places;
    }

    /** Whether axis {@code axis} of the result is new. */
    public boolean isNew(int axis) {
        return !places.contains(axis);
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        TensorType input = inputs.get(0);
        ShapeMismatch.require(input.rank() == places.size(), "broadcast places %s do not fit %s", places, input);
        for (int i = 0; i < places.size(); i++) {
            ShapeMismatch.require(
                    target.get(places.get(i)).equals(input.axis(i)) && (i == 0 || places.get(i - 1) < places.get(i)),
                    "%s does not broadcast to %s at %s",
                    input,
                    target,
                    places);
        }
        return input.withAxes(target);
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        Tensor result = Tensor.zeros(type.shape(run.batch()));
        int[] index = new int[type.rank()];
        int[] source = new int[places.size()];
        int at = 0;
        do {
            for (int i = 0; i < source.length; i++) {
                source[i] = index[places.get(i)];
            }
            result.data()[at++] = inputs.get(0).get(source);
        } while (Tensor.next(index, result.shape()));
        return result;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        List<Integer> added = new ArrayList<>();
        for (int axis = 0; axis < target.size(); axis++) {
            if (isNew(axis)) {
                added.add(axis);
            }
        }
        return List.of(added.isEmpty() ? adjoint : graph.add(new Reduce(Reduce.Kind.SUM, added), adjoint));
    }

    @Override
    public long flops(List<TensorType> inputs, TensorType type, int batch) {
        return 0;
    }
}
