package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Origin;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Random;

/**
 * Gives the words of a random draw nodes of their own, and makes normal numbers of two of them by the method of Box and
 * Muller: {@code sqrt(-2 log(1 - u)) * cos(2 pi v)}. So the logarithm and the cosine are not in one kernel with the rounds
 * of the cipher.
 */
final class SplitDraws extends Rewriter {
    private SplitDraws(Graph graph) {
        super(graph);
    }

    static Graph split(Graph graph) {
        return new SplitDraws(graph).run();
    }

    @Override
    protected int rewrite(Node node, int[] inputs) {
        if (!(node.op() instanceof Random random)) {
            return keep(node, inputs);
        }
        return random.kind() == Random.Kind.UNIFORM
                ? add(new RandomWord(random.place(), 0, node.type()))
                : normal(random.place(), node.type(), node.origin());
    }

    private int normal(int place, TensorType type, Origin origin) {
        after.at(origin.part("distance"));
        int u = add(new RandomWord(place, 0, type));
        after.at(origin.part("turn"));
        int v = add(new RandomWord(place, 1, type));
        after.at(origin);
        Arithmetic math = new Arithmetic(after);
        int radius = math.sqrt(math.scale(math.neg(math.log(math.sub(math.like(u, 1), u))), 2));
        return math.mul(radius, math.cos(math.scale(v, 2 * Math.PI)));
    }
}
