package dev.nnc.compiler.loops.lower;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Compare;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Multiply;
import dev.nnc.compiler.ir.op.Select;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A choice between values by their order, under the word that people have for it: {@code x <= 0 ? 0 : x} is {@code relu(x)}.
 *
 * @param word such as {@code relu}, {@code max} or {@code leaky_relu}
 * @param operands the nodes that it is applied to
 */
record Choice(String word, List<Integer> operands) {
    private static final Set<Compare.Relation> EQUALITY = Set.of(Compare.Relation.EQ, Compare.Relation.NE);

    Choice {
        operands = List.copyOf(operands);
    }

    /** The word for a {@link Select}, where there is one. */
    static Optional<Choice> of(Graph graph, Node select) {
        Node mask = graph.node(select.input(0));
        if (!(mask.op() instanceof Compare compare) || EQUALITY.contains(compare.relation())) {
            return Optional.empty();
        }
        boolean less = compare.relation() == Compare.Relation.LT || compare.relation() == Compare.Relation.LE;
        int x = mask.input(0);
        int bound = mask.input(1);
        int smaller = select.input(less ? 1 : 2);
        int larger = select.input(less ? 2 : 1);
        if (same(graph, smaller, bound) && same(graph, larger, x)) {
            return Optional.of(
                    isZero(graph, bound) ? new Choice("relu", List.of(x)) : new Choice("max", List.of(x, bound)));
        } else if (same(graph, smaller, x) && same(graph, larger, bound)) {
            return Optional.of(new Choice("min", List.of(x, bound)));
        } else if (same(graph, larger, x) && isZero(graph, bound)) {
            return slope(graph, smaller, x).map(slope -> new Choice("leaky_relu", List.of(x, slope)));
        }
        return Optional.empty();
    }

    /** The other factor of a product with {@code x}. */
    private static Optional<Integer> slope(Graph graph, int product, int x) {
        Node node = graph.node(product);
        if (!(node.op() instanceof Multiply)) {
            return Optional.empty();
        }
        int other = node.input(0) == x ? 1 : 0;
        return node.input(1 - other) == x ? Optional.of(node.input(other)) : Optional.empty();
    }

    private static boolean same(Graph graph, int one, int other) {
        return one == other
                || number(graph, one).isPresent() && number(graph, one).equals(number(graph, other));
    }

    private static boolean isZero(Graph graph, int node) {
        return number(graph, node).filter(number -> number == 0).isPresent();
    }

    /** The number in every element of a constant. */
    private static Optional<Double> number(Graph graph, int node) {
        if (graph.node(node).op() instanceof Broadcast) {
            return number(graph, graph.node(node).input(0));
        }
        return graph.node(node).op() instanceof Constant constant && constant.isSplat()
                ? Optional.of(constant.value())
                : Optional.empty();
    }
}
