package dev.nnc.compiler.autodiff;

import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Origin;
import dev.nnc.compiler.ir.op.Add;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Adds to a graph what computes the gradients of a loss, in reverse mode: from the loss back to its inputs, every node
 * hands its adjoint on to its inputs, and adjoints that meet are added in descending order of the nodes that sent them.
 */
public final class Differentiate {
    private final GraphBuilder graph;
    private final int[] adjoints;
    private final BitSet active;

    private Differentiate(GraphBuilder graph, int loss, List<Integer> wrt) {
        this.graph = graph;
        this.adjoints = new int[loss + 1];
        Arrays.fill(adjoints, Op.NO_GRADIENT);
        this.active = dependents(graph, loss, wrt);
    }

    /**
     * Adds the gradients of a loss.
     *
     * @param graph holds the loss; the new nodes come behind, each named "d ..." after the node that it belongs to
     * @param loss a number of rank 0
     * @param wrt nodes with respect to which to differentiate: leaves, or values on the way
     * @return for each of {@code wrt} the id of d loss / d node, of the node's type; zeros where the loss does not depend
     *     on it
     */
    public static List<Integer> gradients(GraphBuilder graph, int loss, List<Integer> wrt) {
        if (!graph.type(loss).isScalar() || graph.type(loss).dtype() != DType.F32) {
            throw new CompilerBug("a loss is f32[], not " + graph.type(loss));
        }
        Origin before = graph.origin();
        List<Integer> gradients = new Differentiate(graph, loss, wrt).sweep(loss, wrt);
        graph.at(before);
        return gradients;
    }

    /** The nodes up to the loss that are among {@code wrt} or computed from them. */
    private static BitSet dependents(GraphBuilder graph, int loss, List<Integer> wrt) {
        BitSet dependents = new BitSet();
        wrt.forEach(dependents::set);
        for (int id = 0; id <= loss; id++) {
            if (graph.node(id).inputs().stream().anyMatch(dependents::get)) {
                dependents.set(id);
            }
        }
        return dependents;
    }

    private List<Integer> sweep(int loss, List<Integer> wrt) {
        graph.at(origin(graph.node(loss)));
        adjoints[loss] = graph.constant(1, graph.type(loss));
        for (int id = loss; id >= 0; id--) {
            if (adjoints[id] != Op.NO_GRADIENT && active.get(id)) {
                propagate(graph.node(id));
            }
        }
        List<Integer> gradients = new ArrayList<>();
        for (int id : wrt) {
            boolean reached = id <= loss && adjoints[id] != Op.NO_GRADIENT;
            gradients.add(
                    reached ? adjoints[id] : graph.at(origin(graph.node(id))).constant(0, graph.type(id)));
        }
        return gradients;
    }

    private void propagate(Node node) {
        if (node.inputs().stream().noneMatch(active::get)) {
            return;
        }
        graph.at(origin(node));
        List<Integer> parts = node.op().gradient(graph, node, adjoints[node.id()]);
        if (parts.size() != node.inputs().size()) {
            throw new CompilerBug(node.op().name() + " gave " + parts.size() + " gradients for "
                    + node.inputs().size() + " inputs");
        }
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) != Op.NO_GRADIENT && active.get(node.input(i))) {
                accumulate(node, node.input(i), parts.get(i));
            }
        }
    }

    private void accumulate(Node from, int input, int part) {
        if (!graph.type(part).equals(graph.type(input))) {
            throw new CompilerBug("the gradient of " + from.op().name() + " is " + graph.type(part) + " for an input "
                    + graph.type(input));
        }
        adjoints[input] = adjoints[input] == Op.NO_GRADIENT ? part : graph.add(new Add(), adjoints[input], part);
    }

    private static Origin origin(Node node) {
        String name = node.origin().name();
        return name.isEmpty() ? node.origin() : node.origin().named("d " + name);
    }
}
