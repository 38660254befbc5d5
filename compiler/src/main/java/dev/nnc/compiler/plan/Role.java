package dev.nnc.compiler.plan;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.ir.op.Elementwise;
import dev.nnc.compiler.ir.op.Gather;
import dev.nnc.compiler.ir.op.Iota;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Pool;
import dev.nnc.compiler.ir.op.PoolIndex;
import dev.nnc.compiler.ir.op.PoolPick;
import dev.nnc.compiler.ir.op.PoolScatter;
import dev.nnc.compiler.ir.op.PoolSpread;
import dev.nnc.compiler.ir.op.Reduce;
import dev.nnc.compiler.ir.op.Reshape;
import dev.nnc.compiler.ir.op.ScatterAdd;
import dev.nnc.compiler.ir.op.Slice;
import dev.nnc.compiler.plan.prepare.AffineView;
import dev.nnc.compiler.plan.prepare.Copy;
import dev.nnc.compiler.plan.prepare.PreparedScan;
import dev.nnc.compiler.plan.prepare.RandomWord;
import dev.nnc.compiler.plan.prepare.ScatterApart;
import dev.nnc.compiler.plan.prepare.SpreadProduct;
import dev.nnc.compiler.plan.prepare.WinogradGradient;
import dev.nnc.compiler.plan.prepare.WinogradProduct;
import dev.nnc.compiler.plan.prepare.WinogradTransform;
import dev.nnc.compiler.plan.prepare.ZeroPad;
import java.util.List;

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
    /** Zeros around a value. */
    PAD,
    /** The largest or the sum of each window, lane by lane. */
    POOL,
    /** Spreads each element over its window. */
    UNPOOL,
    /** Adds products into overlapping windows. */
    SPREAD,
    /** Multiplies the small matrix at each place with a constant one from both sides, lane by lane. */
    TRANSFORM,
    /** Moves elements about; a loop of its own. */
    MOVE,
    /** Adds rows into a table by their ids; a loop of its own. */
    SCATTER,
    /** A result of a loop over steps. */
    SCAN;

    /** The role of a node. */
    public static Role of(Graph graph, Node node) {
        Op op = node.op();
        if (op instanceof Slice slice) {
            return isView(graph, node, slice) ? VIRTUAL : MOVE;
        } else if (op instanceof Gather) {
            return graph.type(node.input(0)).rank() > 1 ? MAP : MOVE;
        } else if (op instanceof ScatterAdd) {
            return SCATTER;
        } else if (op instanceof PreparedScan) {
            return SCAN;
        } else if (op instanceof Leaf || op instanceof Constant || op instanceof Iota || op instanceof Broadcast) {
            return VIRTUAL;
        } else if (op instanceof AffineView) {
            return VIRTUAL;
        } else if (op instanceof ZeroPad) {
            return PAD;
        } else if (op instanceof Pool || op instanceof PoolIndex || op instanceof PoolPick) {
            return POOL;
        } else if (op instanceof PoolScatter || op instanceof PoolSpread || op instanceof ScatterApart) {
            return UNPOOL;
        } else if (op instanceof SpreadProduct) {
            return SPREAD;
        } else if (op instanceof Copy || op instanceof Reshape && !isView(graph, node)) {
            return MOVE;
        } else if (op instanceof Reshape
                || op instanceof Elementwise && node.type().dtype() == DType.BOOL) {
            return node.type().isScalar() && op instanceof Elementwise ? SCALAR : VIRTUAL;
        } else if (op instanceof Elementwise || op instanceof RandomWord) {
            return node.type().isScalar() ? SCALAR : MAP;
        } else if (op instanceof Contraction || op instanceof WinogradProduct || op instanceof WinogradGradient) {
            return MATRIX;
        } else if (op instanceof WinogradTransform) {
            return TRANSFORM;
        } else if (op instanceof Reduce reduce) {
            int last = graph.type(node.input(0)).rank() - 1;
            return reduce.axes().contains(last) ? ROW_REDUCTION : COLUMN_REDUCTION;
        }
        return MOVE;
    }

    /** Whether what a slice takes can be read where it is: a vector reads neighbours, of what is in memory. */
    private static boolean isView(Graph graph, Node node, Slice slice) {
        boolean lane = slice.axis() == Layout.lastAxis(graph.type(node.input(0)));
        boolean neighbours = slice.step() == 1 && slice.count() > 1;
        boolean aligned = neighbours && (slice.from() % Layout.BLOCK == 0 || hasRoomBehind(graph, node.input(0)));
        return (!lane || aligned) && isInMemory(graph, graph.node(node.input(0)));
    }

    /** Whether a vector that begins between two blocks may reach behind a value's end, as in the arena. */
    private static boolean hasRoomBehind(Graph graph, int id) {
        Node node = graph.node(id);
        boolean part = node.op() instanceof Slice || node.op() instanceof Reshape;
        return !(node.op() instanceof Leaf) && (!part || hasRoomBehind(graph, node.input(0)));
    }

    private static boolean isInMemory(Graph graph, Node node) {
        Op op = node.op();
        Role role = of(graph, node);
        boolean seenThrough = role == VIRTUAL && (op instanceof Slice || op instanceof Reshape);
        return role != VIRTUAL && role != SCALAR
                || op instanceof Leaf
                || seenThrough && isInMemory(graph, graph.node(node.input(0)));
    }

    /** Whether a reshape only adds or drops axes of a single element. */
    static boolean isView(Graph graph, Node node) {
        return isView(graph.type(node.input(0)), node.type());
    }

    /** Whether two types differ in axes of a single element alone. */
    public static boolean isView(TensorType from, TensorType to) {
        return withoutSingles(from).equals(withoutSingles(to));
    }

    private static List<Axis> withoutSingles(TensorType type) {
        return type.axes().stream().filter(axis -> !Layout.isSingle(axis)).toList();
    }
}
