package dev.nnc.compiler.passes;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Add;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.ir.op.Gather;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Multiplies a table with a weight, and adds a bias to it, before its rows are fetched, where an example fetches as many rows
 * as the table has: every number is the same, bit for bit, and is computed once for each row of the table. For graphs that are
 * not differentiated yet: the gradients that autodiff adds then sum by row first, and multiply the sums.
 */
final class MultiplyTables implements Pass {
    private static final List<Rule> RULES = List.of(MultiplyTables::product, MultiplyTables::sum);

    @Override
    public String name() {
        return "multiply-tables";
    }

    @Override
    public Graph run(Graph graph) {
        return Rewriter.rewrite(graph, RULES);
    }

    private static int product(Rewriter graph, Op op, int... inputs) {
        if (!(op instanceof Contraction contraction) || !isDense(graph, inputs[0])) {
            return Rule.NONE;
        }
        int ids = idsRank(graph, inputs[0]);
        String fetched = contraction.left().substring(0, ids);
        boolean apart = contraction.out().startsWith(fetched)
                && fetched.chars().noneMatch(letter -> contraction.right().indexOf(letter) >= 0);
        if (!apart) {
            return Rule.NONE;
        }
        // One of the letters that no longer stand for an axis is free for the table's rows.
        String row = fetched.substring(0, 1);
        Contraction once = new Contraction(
                row + contraction.left().substring(ids),
                contraction.right(),
                row + contraction.out().substring(ids));
        int table = graph.add(once, graph.input(inputs[0]), inputs[1]);
        return graph.add(new Gather(), table, graph.node(inputs[0]).input(1));
    }

    private static int sum(Rewriter graph, Op op, int... inputs) {
        if (!(op instanceof Add)
                || !isDense(graph, inputs[0])
                || !(graph.node(inputs[1]).op() instanceof Broadcast repeat)) {
            return Rule.NONE;
        }
        int ids = idsRank(graph, inputs[0]);
        if (!IntStream.range(0, ids).allMatch(repeat::isNew)) {
            return Rule.NONE;
        }
        TensorType rows = graph.type(graph.input(inputs[0]));
        Broadcast once = new Broadcast(
                rows.axes(),
                repeat.places().stream().map(place -> place - ids + 1).toList());
        int table = graph.add(op, graph.input(inputs[0]), graph.add(once, graph.input(inputs[1])));
        return graph.add(new Gather(), table, graph.node(inputs[0]).input(1));
    }

    private static int idsRank(Rewriter graph, int gather) {
        return graph.type(graph.node(gather).input(1)).rank();
    }

    /** Whether a value is rows of a table, of which one example alone has as many. */
    private static boolean isDense(Rewriter graph, int id) {
        if (!graph.is(id, Gather.class) || idsRank(graph, id) == 0) {
            return false;
        }
        TensorType table = graph.type(graph.input(id));
        Axis rows = table.axis(0);
        return !table.hasBatch() && graph.type(graph.node(id).input(1)).elements(1) >= rows.extent(1);
    }
}
