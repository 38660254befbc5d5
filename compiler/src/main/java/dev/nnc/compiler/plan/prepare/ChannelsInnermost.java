package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.ArgMax;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Concat;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.ir.op.Convolution;
import dev.nnc.compiler.ir.op.ConvolutionInputGradient;
import dev.nnc.compiler.ir.op.ConvolutionWeightGradient;
import dev.nnc.compiler.ir.op.Elementwise;
import dev.nnc.compiler.ir.op.Iota;
import dev.nnc.compiler.ir.op.Pad;
import dev.nnc.compiler.ir.op.Pool;
import dev.nnc.compiler.ir.op.PoolIndex;
import dev.nnc.compiler.ir.op.PoolPick;
import dev.nnc.compiler.ir.op.PoolScatter;
import dev.nnc.compiler.ir.op.PoolSpread;
import dev.nnc.compiler.ir.op.Pooling;
import dev.nnc.compiler.ir.op.Reduce;
import dev.nnc.compiler.ir.op.Reverse;
import dev.nnc.compiler.ir.op.Slice;
import dev.nnc.compiler.ir.op.Transpose;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives what convolutions make the channels as innermost axis, and lets all that is done to it keep that order, so that only
 * the edges of a convolutional network are transposed: its picture, and where it is flattened.
 *
 * <p>A value with another order of axes than the graph's is the transpose of what the graph says: axis {@code i} of it is
 * axis {@code order[i]} of the graph's.
 */
final class ChannelsInnermost extends Rewriter {
    private final Map<Integer, Arranged> arranged = new HashMap<>();
    private final Convolutions convolutions = new Convolutions(this);
    private final ApartPlaces apart = new ApartPlaces(this);

    private ChannelsInnermost(Graph graph) {
        super(graph);
    }

    static Graph arrange(Graph graph) {
        return new ChannelsInnermost(graph).run();
    }

    @Override
    protected int rewrite(Node node, int[] inputs) {
        Arranged result = arrange(node);
        arranged.put(node.id(), result);
        return result.value();
    }

    @Override
    protected int result(Result result) {
        return asIs(arranged.get(result.node()));
    }

    private Arranged arrange(Node node) {
        Op op = node.op();
        List<Arranged> operands = node.inputs().stream().map(arranged::get).toList();
        if (op instanceof Convolution convolution) {
            return convolutions.forward(convolution.window(), node.type(), operands.get(0), asIs(operands.get(1)));
        } else if (op instanceof ConvolutionWeightGradient convolution) {
            return convolutions.toWeight(convolution.window(), node.type(), operands.get(0), together(operands.get(1)));
        }
        Optional<Arranged> withPlacesApart = apart.arrange(node, operands);
        return withPlacesApart.orElseGet(
                () -> together(node, operands.stream().map(this::together).toList()));
    }

    /** What a node is of operands whose neighbours are side by side. */
    private Arranged together(Node node, List<Arranged> operands) {
        Op op = node.op();
        if (op instanceof ConvolutionInputGradient convolution) {
            return toInput(convolution, node, operands.get(0), asIs(operands.get(1)));
        } else if (op instanceof Contraction contraction) {
            return plain(contract(contraction, operands));
        }
        Optional<List<Integer>> order = operands.stream()
                .map(Arranged::order)
                .filter(other -> !Arranged.isPlain(other))
                .findFirst();
        Optional<Arranged> kept = order.flatMap(common -> keepingOrder(node, common, operands));
        return kept.orElseGet(() -> plain(inGraphsOrder(node, operands)));
    }

    /** In planes where what it is the gradient of is, or may as well be, if that is a picture that a transposed convolution makes. */
    private Arranged toInput(ConvolutionInputGradient convolution, Node node, Arranged adjoint, int kernel) {
        TensorType type = node.type();
        boolean planes = convolution.window().groups() == 1
                && Planes.pay(type.axis(1).extent(1), type.axes().subList(2, type.rank()))
                && forward(convolution, node)
                        .map(input -> arranged.get(input).isPlain())
                        .orElse(Planes.arePicture(type.axis(1).extent(1)));
        return planes
                ? convolutions.toPlanes(convolution.window(), type, adjoint, kernel)
                : convolutions.toInput(convolution.window(), type, adjoint, kernel);
    }

    /** The input of the convolution that this one goes back through. */
    private Optional<Integer> forward(ConvolutionInputGradient gradient, Node node) {
        return before.nodes().subList(0, node.id()).stream()
                .filter(other -> other.op() instanceof Convolution convolution
                        && convolution.window().equals(gradient.window())
                        && other.input(1) == node.input(1)
                        && isNeeded(other.id()))
                .map(other -> other.input(0))
                .findFirst();
    }

    private int inGraphsOrder(Node node, List<Arranged> operands) {
        int[] values = operands.stream().mapToInt(this::asIs).toArray();
        return node.op() instanceof Pad pad
                ? add(zeroPad(pad, pad.axis(), node.type().rank()), values)
                : keep(node, values);
    }

    private static ZeroPad zeroPad(Pad pad, int axis, int rank) {
        List<Integer> before = new ArrayList<>(Collections.nCopies(rank, 0));
        List<Integer> after = new ArrayList<>(before);
        before.set(axis, pad.before());
        after.set(axis, pad.after());
        return new ZeroPad(before, after, Collections.nCopies(rank, 1));
    }

    /** What a node is in the order of one of its operands; empty where it needs the graph's order. */
    private Optional<Arranged> keepingOrder(Node node, List<Integer> order, List<Arranged> operands) {
        Op op = node.op();
        if (operands.stream().anyMatch(operand -> operand.order().size() != order.size())) {
            return Optional.empty();
        }
        Optional<Op> moved = inOrder(op, node.type(), order);
        if (moved.isEmpty()) {
            return Optional.empty();
        }
        int[] values =
                operands.stream().mapToInt(operand -> inOrder(operand, order)).toArray();
        List<Integer> dropped = op instanceof Reduce reduce
                ? reduce.axes()
                : op instanceof ArgMax argMax ? List.of(argMax.axis()) : List.of();
        return Optional.of(new Arranged(add(moved.get(), values), without(order, dropped)));
    }

    /** An operator whose operands and result all have their axes in this order. */
    private static Optional<Op> inOrder(Op op, TensorType type, List<Integer> order) {
        if (op instanceof Elementwise) {
            return Optional.of(op);
        } else if (op instanceof Reduce reduce) {
            List<Integer> axes =
                    reduce.axes().stream().map(order::indexOf).sorted().toList();
            return Optional.of(new Reduce(reduce.kind(), axes));
        } else if (op instanceof ArgMax argMax) {
            return Optional.of(new ArgMax(order.indexOf(argMax.axis())));
        } else if (op instanceof Concat concat) {
            return Optional.of(new Concat(order.indexOf(concat.axis())));
        } else if (op instanceof Slice slice) {
            return Optional.of(new Slice(order.indexOf(slice.axis()), slice.from(), slice.to(), slice.step()));
        } else if (op instanceof Reverse reverse) {
            return Optional.of(new Reverse(order.indexOf(reverse.axis())));
        } else if (op instanceof Pad pad) {
            return Optional.of(zeroPad(pad, order.indexOf(pad.axis()), type.rank()));
        } else if (op instanceof Pool pool) {
            return inOrder(pool.pooling(), order).map(pooling -> new Pool(pool.kind(), pooling));
        } else if (op instanceof PoolIndex pool) {
            return inOrder(pool.pooling(), order).map(PoolIndex::new);
        } else if (op instanceof PoolPick pool) {
            return inOrder(pool.pooling(), order).map(PoolPick::new);
        } else if (op instanceof PoolScatter pool) {
            return inOrder(pool.pooling(), order).map(pooling -> new PoolScatter(pooling, pool.space()));
        } else if (op instanceof PoolSpread pool) {
            return inOrder(pool.pooling(), order).map(pooling -> new PoolSpread(pooling, pool.space()));
        }
        return Optional.empty();
    }

    /** The same windows where their axes still follow one another. */
    private static Optional<Pooling> inOrder(Pooling pooling, List<Integer> order) {
        int first = order.indexOf(pooling.axis());
        for (int i = 0; i < pooling.size().size(); i++) {
            if (first + i >= order.size() || order.get(first + i) != pooling.axis() + i) {
                return Optional.empty();
            }
        }
        return Optional.of(new Pooling(first, pooling.size(), pooling.window()));
    }

    private int contract(Contraction contraction, List<Arranged> operands) {
        String left = letters(contraction.left(), operands.get(0).order());
        String right = letters(contraction.right(), operands.get(1).order());
        return add(
                new Contraction(left, right, contraction.out()),
                operands.get(0).value(),
                operands.get(1).value());
    }

    private static String letters(String letters, List<Integer> order) {
        StringBuilder moved = new StringBuilder();
        order.forEach(axis -> moved.append(letters.charAt(axis)));
        return moved.toString();
    }

    private static List<Integer> without(List<Integer> order, List<Integer> axes) {
        List<Integer> kept = order.stream().filter(axis -> !axes.contains(axis)).toList();
        List<Integer> sorted = kept.stream().sorted().toList();
        return kept.stream().map(sorted::indexOf).toList();
    }

    private Arranged plain(int value) {
        return new Arranged(value, Arranged.plainOrder(after.type(value).rank()));
    }

    /** A value with neighbours side by side. */
    Arranged together(Arranged value) {
        return apart.together(value);
    }

    /** A value with its axes in the graph's order. */
    private int asIs(Arranged arranged) {
        return inOrder(arranged, Arranged.plainOrder(arranged.order().size()));
    }

    /** A value with its axes in another order, neighbours side by side. */
    int inOrder(Arranged arranged, List<Integer> wanted) {
        Arranged value = together(arranged);
        List<Integer> order = wanted.stream().map(value.order()::indexOf).toList();
        return Arranged.isPlain(order) ? value.value() : transposed(value.value(), order);
    }

    private int transposed(int value, List<Integer> order) {
        Node node = after.node(value);
        TensorType type =
                node.type().withAxes(order.stream().map(node.type()::axis).toList());
        if (node.op() instanceof Constant constant && constant.isSplat()) {
            return add(new Constant(constant.values(), type));
        } else if (node.op() instanceof Iota iota) {
            return add(new Iota(type, order.indexOf(iota.axis())));
        } else if (node.op() instanceof Broadcast broadcast) {
            return broadcast(broadcast, node.input(0), type, order);
        }
        return add(new Transpose(order), value);
    }

    /** A repetition needs no transpose, at most what it repeats does. */
    private int broadcast(Broadcast broadcast, int input, TensorType type, List<Integer> order) {
        List<Integer> places = broadcast.places().stream().map(order::indexOf).toList();
        List<Integer> ascending = places.stream().sorted().toList();
        List<Integer> own = ascending.stream().map(places::indexOf).toList();
        return add(new Broadcast(type.axes(), ascending), Arranged.isPlain(own) ? input : transposed(input, own));
    }

    /** Adds a node for a helper of this step. */
    int put(Op op, int... inputs) {
        return add(op, inputs);
    }

    TensorType type(int value) {
        return after.type(value);
    }

    Node node(int value) {
        return after.node(value);
    }
}
