package dev.nnc.compiler.loops.lower;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Origin;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Transpose;
import dev.nnc.compiler.plan.ScanPlan;
import dev.nnc.compiler.plan.prepare.Copy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What people call the values of a graph: a gradient or update by its weight, others as the {@code .nn} file does, by a value's
 * name or by the word of it that made them, {@code hidden.relu}. What comes before that, such as the sum of a mean, is called by
 * its operator too: {@code scores.mean.sum}, the next that is asked for {@code scores.mean.sum2}.
 */
final class ValueNames {
    private final Graph graph;
    private final Map<Integer, String> results = new HashMap<>();
    private final Map<String, Integer> last = new HashMap<>();
    private final Map<String, Integer> wholes = new HashMap<>();
    private final Set<String> named = new HashSet<>();
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
        for (Node node : graph.nodes()) {
            Origin origin = node.origin();
            last.put(origin.name(), node.id());
            if (!origin.whole().isEmpty()) {
                wholes.put(origin.whole(), node.id());
                named.add(origin.name());
            }
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
        Origin origin = node.origin();
        String known = origin.name();
        if (isAnotherForm(node)) {
            String form = of(node.input(0)) + "." + node.op().name();
            return numbered.computeIfAbsent(id, key -> fresh(form));
        }
        if (known.isEmpty()) {
            return node.op().name();
        }
        if (Integer.valueOf(id).equals(wholes.get(origin.whole()))) {
            return origin.whole();
        }
        return last.get(known) == id && !named.contains(known)
                ? known
                : numbered.computeIfAbsent(id, key -> fresh(known + "." + word(node.op())));
    }

    /** The last two words of a name: {@code d conv.weight} of {@code d hidden.conv.weight}. */
    static String end(String name) {
        int first = name.lastIndexOf(' ') + 1;
        int last = name.lastIndexOf('.');
        int cut = name.lastIndexOf('.', last - 1) + 1;
        return last < 0 || cut <= first ? name : name.substring(0, first) + name.substring(cut);
    }

    /** Whether a value is another in a form that the compiler wants it in: a copy, or a weight transposed. */
    private boolean isAnotherForm(Node node) {
        return node.op() instanceof Copy
                || node.op() instanceof Transpose && graph.node(node.input(0)).op() instanceof Leaf;
    }

    private String fresh(String wanted) {
        int count = counts.merge(wanted, 1, Integer::sum);
        return count == 1 ? wanted : wanted + count;
    }

    private static String word(Op op) {
        return op instanceof Contraction ? "product" : op.name();
    }
}
