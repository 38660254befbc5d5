package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Transpose;
import dev.nnc.compiler.plan.Layout;
import dev.nnc.compiler.plan.Storage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Shows weights in the order of axes in which they are stored: reads and gradients get a transpose, which the contractions
 * next to them take up.
 */
final class PhysicalWeights extends Rewriter {
    private final Storage storage;

    private PhysicalWeights(Graph graph, Storage storage) {
        super(graph);
        this.storage = storage;
    }

    static Graph expose(Graph graph, Storage storage) {
        return new PhysicalWeights(graph, storage).run();
    }

    @Override
    protected int rewrite(Node node, int[] inputs) {
        if (!(node.op() instanceof Leaf leaf)) {
            return keep(node, inputs);
        }
        List<Integer> order = stored(leaf.leaf()).orElse(List.of());
        if (inOrder(order)) {
            return keep(node, inputs);
        }
        TensorType type =
                node.type().withAxes(order.stream().map(node.type()::axis).toList());
        return add(new Transpose(order).inverse(), add(new Leaf(leaf.kind(), leaf.leaf(), type)));
    }

    @Override
    protected int result(Result result) {
        int value = becomes(result.node());
        boolean laidOut = result.kind() == Result.Kind.GRADIENT || result.kind() == Result.Kind.UPDATE;
        List<Integer> order = laidOut ? stored(result.name()).orElse(List.of()) : List.of();
        return inOrder(order) ? value : add(new Transpose(order), value);
    }

    /** The squeezed axes of a weight, from the outermost to the lane axis. */
    private Optional<List<Integer>> stored(String name) {
        return storage.find(name).map(tensor -> {
            List<Integer> strides = new ArrayList<>();
            for (int axis = 0; axis < tensor.strides().size(); axis++) {
                Axis logical = tensor.weight().type().axis(axis);
                if (!Layout.isSingle(logical)) {
                    strides.add(tensor.strides().get(axis));
                }
            }
            return IntStream.range(0, strides.size())
                    .boxed()
                    .sorted(Comparator.comparing(strides::get, Comparator.reverseOrder()))
                    .toList();
        });
    }

    private static boolean inOrder(List<Integer> order) {
        return order.equals(order.stream().sorted().toList());
    }
}
