package dev.nnc.compiler.semantic;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.model.Weight;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What keeps weights small beside the optimizer: {@code l1}, {@code l2} and {@code max_norm}, of a train block or a group. */
final class Penalty {
    static final String L1 = "l1";
    static final String L2 = "l2";
    static final String MAX_NORM = "max_norm";

    /** All of them. */
    static final List<String> NAMES = List.of(L1, L2, MAX_NORM);

    private Penalty() {}

    /** The gradients, clipped before, of the loss with {@code l1 * sum |w| + l2 / 2 * sum w * w}. */
    static int gradients(
            GraphBuilder graph,
            int gradients,
            int weights,
            Map<String, Double> penalties,
            Function<String, Integer> leaf) {
        Arithmetic math = new Arithmetic(graph);
        int sum = gradients;
        if (penalties.containsKey(L1)) {
            sum = math.add(sum, math.mul(leaf.apply(L1), math.sign(weights)));
        }
        if (penalties.containsKey(L2)) {
            sum = math.add(sum, math.mul(leaf.apply(L2), weights));
        }
        return sum;
    }

    /** Whether a weight has rows: all of it that has one place along the first axis. */
    static boolean hasRows(Weight weight) {
        return weight.type().rank() > 1;
    }

    /** A weight of which each row that is longer than a bound is scaled down to it, as {@code torch.renorm} does. */
    static int bounded(GraphBuilder graph, int weight, int bound) {
        Arithmetic math = new Arithmetic(graph);
        List<Integer> within =
                IntStream.range(1, graph.type(weight).rank()).boxed().toList();
        int norm = math.sqrt(math.sum(math.square(weight), within, true));
        int factor = math.select(math.gt(norm, bound), math.div(bound, math.shift(norm, 1e-7)), math.scalar(1));
        return math.mul(weight, factor);
    }
}
