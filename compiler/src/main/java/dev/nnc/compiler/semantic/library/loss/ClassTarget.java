package dev.nnc.compiler.semantic.library.loss;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.Axes;
import dev.nnc.compiler.semantic.library.Classes;
import java.util.List;
import java.util.Optional;

/**
 * The {@code target} of a loss over classes, ids or probabilities, and the {@code weights} of the classes.
 *
 * @param axis along which the classes lie
 * @param size how many there are
 * @param isIds whether the target holds ids; otherwise probabilities
 * @param weights the factor of every class in the shape of the scores, when there are any
 */
record ClassTarget(Call call, int axis, int size, boolean isIds, Optional<Integer> weights) {
    /** Reads and checks the target of a call. */
    static ClassTarget of(Call call, String scores) {
        int axis = Classes.axis(call, scores);
        TensorType type = call.type(scores);
        int size = type.axis(axis).extent(1);
        boolean ids = call.type("target").dtype() == DType.I32;
        return new ClassTarget(call, axis, size, ids, weights(call, type, axis, size));
    }

    private static Optional<Integer> weights(Call call, TensorType type, int axis, int size) {
        if (!call.has("weights")) {
            return Optional.empty();
        }
        List<Double> factors = call.numbers("weights");
        if (factors.size() != size || factors.stream().anyMatch(factor -> !(factor >= 0))) {
            throw call.reject(
                    "weights", "class-weights", "`weights` needs " + size + " numbers of at least 0, one a class");
        }
        int table = call.graph().add(new Constant(factors, TensorType.f32(size)));
        return Optional.of(call.graph().add(new Broadcast(type.axes(), List.of(axis)), table));
    }

    /** A loss at each position times the factor of the right class there. */
    int weighted(int losses) {
        return weights.isPresent() ? math().mul(rightWeights(), losses) : losses;
    }

    /**
     * {@code -sum(q * w * logarithms)} at each position, where q is the target after smoothing.
     *
     * @param logarithms of the probabilities, in the shape of the scores
     */
    int smoothed(int logarithms, double smoothing) {
        GraphBuilder graph = call.graph();
        int target = isIds ? oneHot(logarithms) : call.node("target");
        int share = target;
        if (smoothing != 0) {
            share = math().shift(math().scale(target, 1 - smoothing), smoothing / size);
        }
        int counted = weights.isPresent() ? math().mul(share, weights.get()) : share;
        return math().neg(Axes.sum(graph, math().mul(counted, logarithms), axis));
    }

    /** The call's reduction of the losses of all positions. */
    Value reduce(int losses) {
        GraphBuilder graph = call.graph();
        if (isIds && weights.isPresent() && call.word("reduce").equals("mean")) {
            int total = Reduction.total(graph, losses);
            return call.result(math().div(total, Reduction.total(graph, rightWeights())));
        }
        return call.result(Reduction.of(call, losses));
    }

    private int rightWeights() {
        return Classes.pick(call.graph(), weights.orElseThrow(), call.node("target"), axis);
    }

    private int oneHot(int like) {
        int hits = Classes.hits(call.graph(), like, call.node("target"), axis);
        return math().select(hits, math().like(like, 1), math().like(like, 0));
    }

    private Arithmetic math() {
        return new Arithmetic(call.graph());
    }
}
