package dev.nnc.compiler.plan;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.op.Add;
import dev.nnc.compiler.ir.op.Compare;
import dev.nnc.compiler.ir.op.Compare.Relation;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Divide;
import dev.nnc.compiler.ir.op.Exp;
import dev.nnc.compiler.ir.op.Iota;
import dev.nnc.compiler.ir.op.Multiply;
import dev.nnc.compiler.ir.op.Negate;
import dev.nnc.compiler.ir.op.Select;
import dev.nnc.compiler.ir.op.StopGradient;
import dev.nnc.compiler.ir.op.Subtract;
import dev.nnc.compiler.ir.op.Transpose;
import dev.nnc.compiler.plan.prepare.Copy;
import dev.nnc.compiler.plan.prepare.MultiplyAdd;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the values of a graph that are {@link Triangle}s: what a comparison of two indices leaves as 0, and what follows from
 * that. A softmax over what is {@code -Infinity} there is one too. Numbers that are not finite do not count: they would have
 * made {@code 0 * x} a NaN.
 */
public final class Triangles {
    private final Graph graph;
    private final Map<Integer, Triangle> zero = new HashMap<>();
    private final Map<Integer, Triangle> hidden = new HashMap<>();

    private Triangles(Graph graph) {
        this.graph = graph;
    }

    /** The triangles of a graph. */
    public static Triangles of(Graph graph) {
        Triangles triangles = new Triangles(graph);
        graph.nodes().forEach(triangles::visit);
        return triangles;
    }

    /** Where a node is 0. */
    public Optional<Triangle> zero(int node) {
        return Optional.ofNullable(zero.get(node));
    }

    /** Where a node is {@code -Infinity}. */
    public Optional<Triangle> hidden(int node) {
        return Optional.ofNullable(hidden.get(node));
    }

    private void visit(Node node) {
        Op op = node.op();
        if (op instanceof Select) {
            select(node);
        } else if (op instanceof Exp) {
            put(zero, node, hidden.get(node.input(0)));
        } else if (op instanceof Add || op instanceof Subtract) {
            put(hidden, node, hidden.get(node.input(0)));
        } else if (op instanceof MultiplyAdd) {
            put(hidden, node, hidden.get(node.input(2)));
        } else if (op instanceof Divide || op instanceof Negate || op instanceof Copy || op instanceof StopGradient) {
            put(zero, node, zero.get(node.input(0)));
        } else if (op instanceof Multiply) {
            put(zero, node, zero.getOrDefault(node.input(0), zero.get(node.input(1))));
        } else if (op instanceof Transpose transpose) {
            put(zero, node, moved(transpose, zero.get(node.input(0))));
        }
    }

    private static void put(Map<Integer, Triangle> triangles, Node node, Triangle triangle) {
        if (triangle != null) {
            triangles.put(node.id(), triangle);
        }
    }

    private static Triangle moved(Transpose transpose, Triangle triangle) {
        return triangle == null
                ? null
                : new Triangle(
                        transpose.order().indexOf(triangle.row()),
                        transpose.order().indexOf(triangle.column()));
    }

    private void select(Node node) {
        if (!(graph.node(node.input(2)).op() instanceof Constant otherwise)) {
            return;
        }
        Optional<Triangle> kept = kept(graph.node(node.input(0)));
        if (otherwise.is(0)) {
            put(zero, node, kept.orElse(zero.get(node.input(1))));
        } else if (otherwise.is(Double.NEGATIVE_INFINITY)) {
            put(hidden, node, kept.orElse(hidden.get(node.input(1))));
        }
    }

    /** The places for which a comparison holds, where it compares the index along one axis with that along another. */
    private Optional<Triangle> kept(Node condition) {
        if (condition.op() instanceof Compare compare
                && graph.node(condition.input(0)).op() instanceof Iota left
                && graph.node(condition.input(1)).op() instanceof Iota right) {
            Relation relation = compare.relation();
            if (relation == Relation.GE || relation == Relation.GT) {
                return Optional.of(new Triangle(left.axis(), right.axis()));
            } else if (relation == Relation.LE || relation == Relation.LT) {
                return Optional.of(new Triangle(right.axis(), left.axis()));
            }
        }
        return Optional.empty();
    }
}
