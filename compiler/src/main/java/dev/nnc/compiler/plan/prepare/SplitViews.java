package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.ir.op.Iota;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Reshape;
import dev.nnc.compiler.plan.Layout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Lets products see the heads of an attention where they lie side by side: a reshape that takes the last axis apart into
 * whole blocks is another way to look at it, and moves nothing.
 */
final class SplitViews extends Rewriter {
    private SplitViews(Graph graph) {
        super(graph);
    }

    static Graph see(Graph graph) {
        return new SplitViews(graph).run();
    }

    @Override
    protected int rewrite(Node node, int[] inputs) {
        if (node.op() instanceof Contraction) {
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = seen(inputs[i]);
            }
        }
        return keep(node, inputs);
    }

    private int seen(int operand) {
        Node node = after.node(operand);
        if (!(node.op() instanceof Reshape)) {
            return operand;
        }
        int whole = node.input(0);
        return splitsLast(after.type(whole), node.type())
                        && isInMemory(after.node(whole).op())
                ? add(view(after.type(whole), node.type()), whole)
                : operand;
    }

    private static boolean isInMemory(Op op) {
        return !(op instanceof Leaf
                || op instanceof Constant
                || op instanceof Broadcast
                || op instanceof Iota
                || op instanceof Reshape);
    }

    private static boolean splitsLast(TensorType whole, TensorType parts) {
        int front = whole.rank() - 1;
        return parts.rank() == whole.rank() + 1
                && front >= 0
                && parts.axes().subList(0, front).equals(whole.axes().subList(0, front))
                && parts.axis(front + 1) instanceof Axis.Fixed size
                && size.size() % Layout.BLOCK == 0;
    }

    private static AffineView view(TensorType whole, TensorType parts) {
        List<AffineView.Source> sources = new ArrayList<>();
        for (int axis = 0; axis < whole.rank(); axis++) {
            List<Integer> steps = new ArrayList<>(Collections.nCopies(parts.rank(), 0));
            steps.set(axis, 1);
            if (axis == whole.rank() - 1) {
                int size = parts.axis(axis + 1).extent(1);
                steps.set(axis, size);
                steps.set(axis + 1, 1);
            }
            sources.add(new AffineView.Source(0, steps));
        }
        return new AffineView(parts.axes(), sources);
    }
}
