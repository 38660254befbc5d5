package dev.nnc.compiler.ir;

import java.util.List;

/**
 * One value of a graph: an operator applied to earlier values.
 *
 * @param id its place in the graph's list of nodes
 * @param inputs ids of earlier nodes; ids and not nodes, because a graph of records would hash exponentially
 */
public record Node(int id, Op op, List<Integer> inputs, TensorType type, Origin origin) {
    public Node {
        inputs = List.copyOf(inputs);
    }

    public int input(int index) {
        return inputs.get(index);
    }
}
