package dev.nnc.compiler.plan;

import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.ir.op.Elementwise;
import dev.nnc.compiler.ir.op.Iota;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Random;
import dev.nnc.compiler.ir.op.Reduce;
import dev.nnc.compiler.ir.op.Reshape;
import dev.nnc.compiler.plan.prepare.Copy;

/** What part a node of a prepared graph can play in a kernel. */
public enum Role {
    /** Costs nothing and is written into whatever reads it: leaves, constants, broadcasts, views, comparisons. */
    VIRTUAL,
    /** A number of rank 0, computed between kernels. */
    SCALAR,
    /** Element by element. */
    MAP,
    /** A reduction of the lane axis: one number a row. */
    ROW_REDUCTION,
    /** A reduction of outer axes, lane by lane. */
    COLUMN_REDUCTION,
    /** A matrix product. */
    MATRIX,
    /** Moves elements about; a loop of its own. */
    MOVE;

    /** The role of a node. */
    public static Role of(Graph graph, Node node) {
        Op op = node.op();
        if (op instanceof Leaf || op instanceof Constant || op instanceof Iota || op instanceof Broadcast) {
            return VIRTUAL;
        } else if (op instanceof Copy || op instanceof Reshape && !isView(graph, node)) {
            return MOVE;
        } else if (op instanceof Reshape
                || op instanceof Elementwise && node.type().dtype() == DType.BOOL) {
            return node.type().isScalar() && op instanceof Elementwise ? SCALAR : VIRTUAL;
        } else if (op instanceof Elementwise || op instanceof Random) {
            return node.type().isScalar() ? SCALAR : MAP;
        } else if (op instanceof Contraction) {
            return MATRIX;
        } else if (op instanceof Reduce reduce) {
            int last = graph.type(node.input(0)).rank() - 1;
            return reduce.axes().contains(last) ? ROW_REDUCTION : COLUMN_REDUCTION;
        }
        return MOVE;
    }

    /** Whether a reshape only adds or drops axes of a single element. */
    public static boolean isView(Graph graph, Node node) {
        return Layout.of(node.type()).type().axes().stream()
                .filter(axis -> !Layout.isSingle(axis))
                .toList()
                .equals(graph.type(node.input(0)).axes().stream()
                        .filter(axis -> !Layout.isSingle(axis))
                        .toList());
    }
}
