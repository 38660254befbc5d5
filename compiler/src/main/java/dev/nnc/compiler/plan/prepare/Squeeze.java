package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.ir.Axis;
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
import dev.nnc.compiler.ir.op.Random;
import dev.nnc.compiler.ir.op.Reduce;
import dev.nnc.compiler.ir.op.Reshape;
import dev.nnc.compiler.ir.op.Scan;
import dev.nnc.compiler.ir.op.ScatterAdd;
import dev.nnc.compiler.ir.op.Transpose;
import dev.nnc.compiler.plan.Layout;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes axes of a single element out of every value, so that {@code [b,1]} and {@code [b]} are one shape behind this step:
 * what is left of an axis is always worth a loop.
 */
final class Squeeze extends Rewriter {
    private Squeeze(Graph graph) {
        super(graph);
    }

    static Graph squeeze(Graph graph) {
        return new Squeeze(graph).run();
    }

    @Override
    protected int rewrite(Node node, int[] inputs) {
        Op op = node.op();
        TensorType type = squeezed(node.type());
        if (op instanceof Leaf leaf) {
            return add(new Leaf(leaf.kind(), leaf.leaf(), type));
        } else if (op instanceof Constant constant) {
            return add(new Constant(constant.values(), type));
        } else if (op instanceof Random random) {
            return add(new Random(random.kind(), random.place(), type));
        } else if (op instanceof Elementwise) {
            return keep(node, inputs);
        } else if (op instanceof Reshape) {
            return view(inputs[0], type);
        } else if (op instanceof Broadcast broadcast) {
            return broadcast(node, broadcast, inputs[0]);
        } else if (op instanceof Reduce reduce) {
            return reduce(node, reduce, inputs[0]);
        } else if (op instanceof Contraction contraction) {
            return contract(node, contraction, inputs);
        } else if (op instanceof Gather
                        && !Layout.isSingle(before.type(node.input(0)).axis(0))
                || op instanceof ScatterAdd scatter && scatter.rows() > 1) {
            return keep(node, inputs);
        } else if (op instanceof Transpose transpose) {
            return transpose(node, transpose, inputs[0]);
        } else if (op instanceof AffineView view) {
            return see(node, view, inputs[0]);
        } else if (op instanceof Scan scan) {
            Graph body = Prepare.squeeze(scan.body());
            return add(
                    new PreparedScan(
                            body, scan.carries(), scan.sequences(), scan.steps(), scan.backward(), scan.result()),
                    inputs);
        }
        return inOldShape(node, inputs, type);
    }

    /** Any other operator sees the shapes that it was written for. */
    private int inOldShape(Node node, int[] inputs, TensorType type) {
        int[] restored = new int[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            restored[i] = view(inputs[i], before.type(node.input(i)));
        }
        if (node.op() instanceof Iota iota && Layout.isSingle(node.type().axis(iota.axis()))) {
            return after.constant(0, type);
        }
        return view(keep(node, restored), type);
    }

    private int view(int value, TensorType type) {
        return after.type(value).axes().equals(type.axes()) ? value : add(new Reshape(type.axes()), value);
    }

    private int broadcast(Node node, Broadcast broadcast, int input) {
        List<Integer> places = new ArrayList<>();
        for (int place : broadcast.places()) {
            if (!Layout.isSingle(node.type().axis(place))) {
                places.add(squeezedIndex(node.type(), place));
            }
        }
        TensorType type = squeezed(node.type());
        return type.axes().equals(after.type(input).axes()) ? input : add(new Broadcast(type.axes(), places), input);
    }

    private int reduce(Node node, Reduce reduce, int input) {
        TensorType from = before.type(node.input(0));
        List<Integer> axes = new ArrayList<>();
        for (int axis : reduce.axes()) {
            if (!Layout.isSingle(from.axis(axis))) {
                axes.add(squeezedIndex(from, axis));
            }
        }
        return axes.isEmpty() ? input : add(new Reduce(reduce.kind(), axes), input);
    }

    private int contract(Node node, Contraction contraction, int[] inputs) {
        TensorType left = before.type(node.input(0));
        TensorType right = before.type(node.input(1));
        String singles = "";
        for (char letter : (contraction.left() + contraction.right()).toCharArray()) {
            if (Layout.isSingle(contraction.axis(letter, left, right))) {
                singles += letter;
            }
        }
        return add(
                new Contraction(
                        without(contraction.left(), singles),
                        without(contraction.right(), singles),
                        without(contraction.out(), singles)),
                inputs);
    }

    private int transpose(Node node, Transpose transpose, int input) {
        TensorType from = before.type(node.input(0));
        List<Integer> order = new ArrayList<>();
        for (int axis : transpose.order()) {
            if (!Layout.isSingle(from.axis(axis))) {
                order.add(squeezedIndex(from, axis));
            }
        }
        return order.equals(order.stream().sorted().toList()) ? input : add(new Transpose(order), input);
    }

    private int see(Node node, AffineView view, int input) {
        TensorType from = before.type(node.input(0));
        List<AffineView.Source> sources = new ArrayList<>();
        for (int axis = 0; axis < from.rank(); axis++) {
            if (!Layout.isSingle(from.axis(axis))) {
                AffineView.Source source = view.sources().get(axis);
                List<Integer> steps = new ArrayList<>();
                for (int i = 0; i < view.axes().size(); i++) {
                    if (!Layout.isSingle(view.axes().get(i))) {
                        steps.add(source.steps().get(i));
                    }
                }
                sources.add(new AffineView.Source(source.start(), steps));
            }
        }
        AffineView squeezed = new AffineView(squeezed(node.type()).axes(), sources);
        return squeezed.isWhole(after.type(input)) ? input : add(squeezed, input);
    }

    private static String without(String letters, String dropped) {
        StringBuilder kept = new StringBuilder();
        for (char letter : letters.toCharArray()) {
            if (dropped.indexOf(letter) < 0) {
                kept.append(letter);
            }
        }
        return kept.toString();
    }

    private static int squeezedIndex(TensorType type, int axis) {
        int index = 0;
        for (int i = 0; i < axis; i++) {
            index += Layout.isSingle(type.axis(i)) ? 0 : 1;
        }
        return index;
    }

    /** The type without axes of a single element. */
    static TensorType squeezed(TensorType type) {
        List<Axis> axes = new ArrayList<>();
        for (Axis axis : type.axes()) {
            if (!Layout.isSingle(axis)) {
                axes.add(axis);
            }
        }
        return type.withAxes(axes);
    }
}
