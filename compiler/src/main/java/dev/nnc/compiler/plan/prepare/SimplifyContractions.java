package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.ir.op.Multiply;
import dev.nnc.compiler.ir.op.Reduce;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a contraction that is no matrix product as a product and a sum, which then fuse with their neighbours: one whose
 * operand has no free axis, such as the single neuron {@code bi,i->b}, and one that runs its lanes along an axis that both
 * operands have.
 */
final class SimplifyContractions extends Rewriter {
    private SimplifyContractions(Graph graph) {
        super(graph);
    }

    static Graph simplify(Graph graph) {
        return new SimplifyContractions(graph).run();
    }

    @Override
    protected int rewrite(Node node, int[] inputs) {
        if (!(node.op() instanceof Contraction contraction)
                || isMatrixProduct(contraction)
                || LaneSums.pays(contraction, after.node(inputs[0]), after.node(inputs[1]))) {
            return keep(node, inputs);
        }
        String letters = order(contraction, inputs);
        int left = spread(contraction, letters, contraction.left(), inputs[0], inputs);
        int right = spread(contraction, letters, contraction.right(), inputs[1], inputs);
        int product = add(new Multiply(), left, right);
        List<Integer> summed = new ArrayList<>();
        for (int i = 0; i < letters.length(); i++) {
            if (contraction.out().indexOf(letters.charAt(i)) < 0) {
                summed.add(i);
            }
        }
        return summed.isEmpty() ? product : add(new Reduce(Reduce.Kind.SUM, summed), product);
    }

    private static boolean isMatrixProduct(Contraction contraction) {
        String out = contraction.out();
        if (out.isEmpty()) {
            return false;
        }
        char lane = out.charAt(out.length() - 1);
        return hasOwn(contraction.left(), contraction.right())
                && hasOwn(contraction.right(), contraction.left())
                && !(contraction.left().indexOf(lane) >= 0
                        && contraction.right().indexOf(lane) >= 0)
                && !contraction.summed().isEmpty();
    }

    private static boolean hasOwn(String letters, String others) {
        return letters.chars().anyMatch(letter -> others.indexOf(letter) < 0);
    }

    /**
     * The order of axes of the product: axes that are summed come before the last of the result where that sums lane by
     * lane, and behind it where a sum runs across lanes; the batch is always in front.
     */
    private String order(Contraction contraction, int[] inputs) {
        String out = contraction.out();
        String summed = contraction.summed();
        boolean own =
                hasOwn(contraction.left(), contraction.right()) || hasOwn(contraction.right(), contraction.left());
        boolean batch = !summed.isEmpty()
                && contraction
                        .axis(summed.charAt(0), after.type(inputs[0]), after.type(inputs[1]))
                        .isBatch();
        if (batch) {
            return summed + out;
        }
        int lane = out.length() - 1;
        return own && lastIn(contraction, out) ? out.substring(0, lane) + summed + out.charAt(lane) : out + summed;
    }

    /** Whether the result's last axis is the last axis of an operand, so that lanes run along it already. */
    private static boolean lastIn(Contraction contraction, String out) {
        return !out.isEmpty()
                && (endsAlike(contraction.left(), out) || endsAlike(contraction.right(), out))
                && !contraction.summed().isEmpty();
    }

    private static boolean endsAlike(String letters, String out) {
        return !letters.isEmpty() && letters.charAt(letters.length() - 1) == out.charAt(out.length() - 1);
    }

    private int spread(Contraction contraction, String letters, String own, int operand, int[] inputs) {
        TensorType leftType = after.type(inputs[0]);
        TensorType rightType = after.type(inputs[1]);
        int ordered = inOrder(operand, own, letters);
        List<Axis> axes = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < letters.length(); i++) {
            axes.add(contraction.axis(letters.charAt(i), leftType, rightType));
            if (own.indexOf(letters.charAt(i)) >= 0) {
                places.add(i);
            }
        }
        return places.size() == axes.size() ? ordered : add(new Broadcast(axes, places), ordered);
    }
}
