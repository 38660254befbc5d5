package dev.nnc.compiler.plan.prepare;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A value in the new graph, whose elements may be in other places than the graph has them.
 *
 * @param value its number in the new graph
 * @param order axis {@code i} of it is axis {@code order[i]} of the graph's
 * @param apart how far apart neighbours along the last axis are: what is between them has no meaning
 */
record Arranged(int value, List<Integer> order, int apart) {
    /** A value with nothing between its elements. */
    Arranged(int value, List<Integer> order) {
        this(value, order, 1);
    }

    /** The order that the graph has. */
    static List<Integer> plainOrder(int rank) {
        return IntStream.range(0, rank).boxed().toList();
    }

    static boolean isPlain(List<Integer> order) {
        return order.equals(plainOrder(order.size()));
    }

    /** Whether its axes are in the graph's order. */
    boolean isPlain() {
        return isPlain(order);
    }
}
