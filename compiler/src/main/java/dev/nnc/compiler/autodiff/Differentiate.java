package dev.nnc.compiler.autodiff;

import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Origin;
import dev.nnc.compiler.ir.op.Add;
import dev.nnc.compiler.ir.op.Scan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * Adds to a graph what computes the gradients of a loss, in reverse mode: from the loss back to its inputs, every node
 * hands its adjoint on to its inputs, and adjoints that meet are added in descending order of the nodes that sent them.
 */
public final class Differentiate {
    private final GraphBuilder graph;
    private final int[] adjoints;
    private final BitSet active;
    private final Scans scans;

    private Differentiate(GraphBuilder graph, int last, List<Integer> wrt) {
        this.graph = graph;
        this.adjoints = new int[last + 1];
        Arrays.fill(adjoints, Op.NO_GRADIENT);
        this.active = dependents(graph, last, wrt);
        this.scans = Scans.upTo(last, graph);
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
        graph.at(origin(graph.node(loss)));
        int one = graph.constant(1, graph.type(loss));
        List<Integer> gradients = adjoints(graph, List.of(loss), List.of(one), wrt);
        graph.at(before);
        return gradients;
    }

    /** Adds what hands the adjoints {@code seeds} of some values back to {@code wrt}. */
    static List<Integer> adjoints(GraphBuilder graph, List<Integer> values, List<Integer> seeds, List<Integer> wrt) {
        int last = values.stream().mapToInt(Integer::intValue).max().orElse(-1);
        Differentiate sweep = new Differentiate(graph, last, wrt);
        for (int i = 0; i < values.size(); i++) {
            sweep.accumulate(values.get(i), seeds.get(i));
        }
        return sweep.sweep(last, wrt);
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

    private List<Integer> sweep(int last, List<Integer> wrt) {
        for (int id = last; id >= 0; id--) {
            Node node = graph.node(id);
            if (node.inputs().stream().noneMatch(active::get)) {
                continue;
            }
            graph.at(origin(node));
            if (node.op() instanceof Scan) {
                propagateScan(node);
            } else if (adjoints[id] != Op.NO_GRADIENT) {
                name(node, last);
                propagate(node, node.op().gradient(graph, node, adjoints[id]));
            }
        }
        List<Integer> gradients = new ArrayList<>();
        for (int id : wrt) {
            boolean reached = id <= last && adjoints[id] != Op.NO_GRADIENT;
            gradients.add(
                    reached ? adjoints[id] : graph.at(origin(graph.node(id))).constant(0, graph.type(id)));
        }
        return gradients;
    }

    /** The results of a scan go back together, once all of them have their adjoints: at the first of them. */
    private void propagateScan(Node node) {
        int[] results = scans.results(node);
        boolean first = Arrays.stream(results).filter(id -> id >= 0).min().orElseThrow() == node.id();
        boolean reached = Arrays.stream(results).anyMatch(id -> id >= 0 && adjoints[id] != Op.NO_GRADIENT);
        if (first && reached) {
            IntUnaryOperator adjoint = result -> results[result] < 0 ? Op.NO_GRADIENT : adjoints[results[result]];
            IntPredicate wanted = input -> active.get(node.input(input));
            propagate(node, new ScanGradient(graph, node, adjoint, wanted).gradients());
        }
    }

    private void propagate(Node node, List<Integer> parts) {
        if (parts.size() != node.inputs().size()) {
            throw new CompilerBug(node.op().name() + " gave " + parts.size() + " gradients for "
                    + node.inputs().size() + " inputs");
        }
        for (int i = 0; i < parts.size(); i++) {
            int input = node.input(i);
            if (parts.get(i) != Op.NO_GRADIENT && active.get(input)) {
                if (!graph.type(parts.get(i)).equals(graph.type(input))) {
                    throw new CompilerBug("the gradient of " + node.op().name() + " is " + graph.type(parts.get(i))
                            + " for an input " + graph.type(input));
                }
                accumulate(input, parts.get(i));
            }
        }
    }

    private void accumulate(int id, int part) {
        adjoints[id] = adjoints[id] == Op.NO_GRADIENT ? part : graph.add(new Add(), adjoints[id], part);
    }

    /** Calls what is now all of a value's gradient by the value; where it is that of two values as it is, by the later one. */
    private void name(Node node, int last) {
        int adjoint = adjoints[node.id()];
        String whole = node.origin().whole();
        if (!whole.isEmpty() && graph.node(adjoint).origin().whole().isEmpty()) {
            graph.define(gradientOf(whole), adjoint, last + 1);
        }
    }

    private static Origin origin(Node node) {
        String name = node.origin().name();
        return name.isEmpty() ? node.origin() : node.origin().named(gradientOf(name));
    }

    private static String gradientOf(String value) {
        return "d " + value;
    }
}
