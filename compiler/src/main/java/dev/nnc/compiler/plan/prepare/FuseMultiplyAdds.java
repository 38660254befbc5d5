package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.op.Add;
import dev.nnc.compiler.ir.op.Multiply;

/**
 * Makes one operation of a sum and a product in it, whoever else reads the product: programs that hand out more values, and so
 * have more readers, compute the same bits.
 */
final class FuseMultiplyAdds extends Rewriter {
    private FuseMultiplyAdds(Graph graph) {
        super(graph);
    }

    static Graph fuse(Graph graph) {
        return new FuseMultiplyAdds(graph).run();
    }

    @Override
    protected int rewrite(Node node, int[] inputs) {
        // Numbers are computed in double precision.
        if (node.op() instanceof Add && !node.type().isScalar()) {
            if (isProduct(node.input(1))) {
                return add(node.input(1), inputs[0]);
            } else if (isProduct(node.input(0))) {
                return add(node.input(0), inputs[1]);
            }
        }
        return keep(node, inputs);
    }

    private boolean isProduct(int value) {
        return before.node(value).op() instanceof Multiply;
    }

    private int add(int product, int addend) {
        Node factors = before.node(product);
        return add(new MultiplyAdd(), becomes(factors.input(0)), becomes(factors.input(1)), addend);
    }
}
