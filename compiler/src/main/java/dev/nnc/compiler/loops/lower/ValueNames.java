package dev.nnc.compiler.loops.lower;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.plan.ScanPlan;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What people call the values of a graph: a gradient or update by its weight, others as the {@code .nn} file does. What comes
 * before the value that has a name, such as the sum of a mean, is called by its operator too: {@code scores.sum}, the next that
 * is asked for {@code scores.sum2}.
 */
final class ValueNames {
    private final Graph graph;
    private final Map<Integer, String> results = new HashMap<>();
    private final Map<String, Integer> last = new HashMap<>();
    private final Map<Integer, String> numbered = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final UnaryOperator<String> leaves;

    ValueNames(Graph graph) {
        this(graph, UnaryOperator.identity());
        for (Result result : graph.results()) {
            switch (result.kind()) {
                case GRADIENT, INPUT_GRADIENT -> results.putIfAbsent(result.node(), "d " + result.name());
                case UPDATE -> results.putIfAbsent(result.node(), "new " + result.name());
                default -> results.putIfAbsent(result.node(), result.name());
            }
        }
    }

    /** The names within a step of a loop, whose leaves are called as what they are outside. */
    ValueNames(Graph step, ValueNames around, ScanPlan scan) {
        this(step, leaf -> around.of(scan.outside().get(leaf)));
    }

    private ValueNames(Graph graph, UnaryOperator<String> leaves) {
        this.graph = graph;
        this.leaves = leaves;
        for (int id = 0; id < graph.nodes().size(); id++) {
            last.put(graph.node(id).origin().name(), id);
        }
    }

    /** The name of a value; the operator's where it has none. */
    String of(int id) {
        Node node = graph.node(id);
        if (node.op() instanceof Leaf leaf) {
            return leaves.apply(leaf.leaf());
        }
        if (results.containsKey(id)) {
            return results.get(id);
        }
        String known = node.origin().name();
        if (known.isEmpty()) {
            return node.op().name();
        }
        return last.get(known) == id
                ? known
                : numbered.computeIfAbsent(id, key -> fresh(known + "." + word(node.op())));
    }

    private String fresh(String wanted) {
        int count = counts.merge(wanted, 1, Integer::sum);
        return count == 1 ? wanted : wanted + count;
    }

    private static String word(Op op) {
        return op instanceof Contraction ? "product" : op.name();
    }
}
