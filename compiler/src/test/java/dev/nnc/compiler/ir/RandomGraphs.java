package dev.nnc.compiler.ir;

import dev.nnc.compiler.autodiff.Differentiate;
import dev.nnc.compiler.ir.op.Concat;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Pad;
import dev.nnc.compiler.ir.op.Random;
import dev.nnc.compiler.ir.op.Reverse;
import dev.nnc.compiler.ir.op.Slice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Makes valid graphs of random operators, with a loss and its gradients; the same graph for the same seed. */
public final class RandomGraphs {
    private static final int BATCH = 3;

    private static final List<TensorType> TYPES = List.of(
            TensorType.f32(4).batched(),
            TensorType.f32(4),
            TensorType.f32(3, 4).batched(),
            TensorType.f32(1, 4).batched(),
            TensorType.f32(3, 4),
            TensorType.f32().batched(),
            TensorType.f32());

    private final SplittableRandom random;
    private final GraphBuilder graph;
    private final Arithmetic math;
    private final List<Integer> values = new ArrayList<>();

    private RandomGraphs(long seed) {
        random = new SplittableRandom(seed);
        graph = new GraphBuilder("random" + seed);
        math = new Arithmetic(graph);
    }

    /** A graph of about three times {@code size} nodes. */
    public static Graph make(long seed, int size) {
        return new RandomGraphs(seed).grow(size);
    }

    /** Values for the leaves of such a graph. */
    public static Run run(Graph graph, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Tensor> leaves = new HashMap<>();
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Leaf leaf) {
                Tensor value = Tensor.zeros(leaf.declared().shape(BATCH));
                for (int i = 0; i < value.data().length; i++) {
                    value.data()[i] = random.nextDouble(-1.5, 1.5);
                }
                leaves.put(leaf.leaf(), value);
            }
        }
        return new Run(BATCH, leaves, (normal, place, element) -> Math.sin(place * 31.0 + element));
    }

    private Graph grow(int size) {
        for (int i = 0; i < TYPES.size(); i++) {
            graph.at(new Origin("x" + i, "random.nn", i + 1));
            values.add(graph.add(new Leaf(i % 2 == 0 ? Leaf.Kind.INPUT : Leaf.Kind.PARAMETER, "x" + i, TYPES.get(i))));
        }
        while (graph.size() < size) {
            values.add(bounded(step()));
        }
        int loss = math.scalar(0);
        for (int value : values.subList(TYPES.size(), values.size())) {
            List<Integer> axes = range(graph.type(value).rank());
            loss = random.nextInt(3) == 0 ? math.add(loss, math.sum(value, axes, false)) : loss;
        }
        graph.result(Result.Kind.LOSS, "loss", loss);
        graph.result(Result.Kind.OUTPUT, "last", values.get(values.size() - 1));
        List<Integer> leaves = values.subList(0, TYPES.size());
        List<Integer> gradients = Differentiate.gradients(graph, loss, leaves);
        for (int i = 0; i < gradients.size(); i++) {
            graph.result(Result.Kind.GRADIENT, "x" + i, gradients.get(i));
        }
        return graph.build();
    }

    /** Keeps numbers small, so that rounding and not overflow is what separates two ways of computing. */
    private int bounded(int value) {
        return random.nextInt(4) == 0 ? math.scale(value, 0.5) : math.tanh(value);
    }

    private int step() {
        int x = any();
        return switch (random.nextInt(16)) {
            case 0, 1 -> joined(x);
            case 2 -> math.scale(x, random.nextInt(-2, 3));
            case 3 -> math.shift(x, random.nextInt(-1, 2));
            case 4 -> math.neg(x);
            case 5 -> math.pow(math.shift(math.square(x), 1), math.like(x, random.nextInt(-2, 7) / 2.0));
            case 6 -> math.exp(math.neg(math.abs(x)));
            case 7 ->
                math.select(
                        random.nextBoolean() ? math.gt(x, math.like(x, 0)) : math.not(math.lt(x, math.like(x, 1))),
                        math.like(x, 0.5),
                        math.sub(x, math.like(x, random.nextInt(2))));
            case 8 -> math.div(x, math.like(x, random.nextInt(1, 4)));
            case 9 -> math.sub(math.like(x, random.nextInt(2)), math.neg(x));
            case 10, 11 -> reduced(x);
            case 12 -> moved(x);
            case 13 -> contracted();
            case 14 -> math.mul(x, graph.add(new Random(Random.Kind.NORMAL, graph.size(), graph.type(x))));
            default -> math.max(x, math.stopGradient(math.sigmoid(x)));
        };
    }

    private int any() {
        return values.get(random.nextInt(values.size()));
    }

    private int joined(int x) {
        int y = any();
        try {
            return random.nextBoolean() ? math.mul(x, y) : math.add(x, y);
        } catch (ShapeMismatch mismatch) {
            return math.mul(x, x);
        }
    }

    private int reduced(int x) {
        TensorType type = graph.type(x);
        if (type.rank() == 0) {
            return math.broadcastTo(x, TYPES.get(random.nextInt(TYPES.size())).axes());
        }
        List<Integer> axes = List.of(random.nextInt(type.rank()));
        return switch (random.nextInt(3)) {
            case 0 -> math.sum(x, axes, random.nextBoolean());
            case 1 -> math.max(x, axes, random.nextBoolean());
            default -> math.mean(x, axes, true);
        };
    }

    private int moved(int x) {
        int axis = graph.type(x).rank() - 1;
        if (axis < 0 || !(graph.type(x).axis(axis) instanceof Axis.Fixed fixed)) {
            return math.neg(math.neg(x));
        }
        return switch (random.nextInt(4)) {
            case 0 -> graph.add(new Reverse(axis), graph.add(new Reverse(axis), x));
            case 1 -> graph.add(new Slice(axis, 1, fixed.size() + 1, 1), graph.add(new Pad(axis, 1, 2), x));
            case 2 ->
                graph.add(
                        new Slice(axis, fixed.size(), 2 * fixed.size(), 1),
                        graph.add(new Concat(axis), math.neg(x), x));
            default -> graph.add(new Slice(axis, 0, fixed.size(), 1), x);
        };
    }

    private int contracted() {
        int left = math.broadcastTo(any(TensorType.f32(4)), TensorType.f32(3, 4).axes());
        int right = any(TensorType.f32(4).batched());
        int both =
                graph.add(Contraction.of("bi,oi->bo"), right, random.nextBoolean() ? left : any(TensorType.f32(3, 4)));
        int turned = math.transpose(any(TensorType.f32(3, 4)), List.of(1, 0));
        return random.nextBoolean() ? graph.add(Contraction.of("bo,io->bi"), both, turned) : both;
    }

    private int any(TensorType type) {
        List<Integer> fitting =
                values.stream().filter(id -> graph.type(id).equals(type)).toList();
        return fitting.get(random.nextInt(fitting.size()));
    }

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }
}
