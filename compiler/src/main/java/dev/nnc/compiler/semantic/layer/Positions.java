package dev.nnc.compiler.semantic.layer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.Initial;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Concat;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Gather;
import dev.nnc.compiler.ir.op.Iota;
import dev.nnc.compiler.ir.op.Slice;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Initialiser;
import dev.nnc.compiler.semantic.builtin.Value;
import java.util.ArrayList;
import java.util.List;

/** Tells a network where each step stands: adds a learned row for each place, or the sines and cosines of Vaswani and others (2017). */
final class Positions {
    static final Builtin<Value> POSITIONS = Builtin.of(
            "positions",
            Positions::apply,
            Formal.floats("x"),
            Formal.word("kind", "learned", "sinusoidal").orElse("sinusoidal"),
            Formal.of(Formal.Kind.INITIAL, "init").optional());

    /** How much a learned position differs at first. */
    private static final double DEVIATION = 0.02;

    /** The wavelengths go from 2 pi to this many times as much. */
    private static final double LONGEST = 10_000;

    private Positions() {}

    private static Value apply(Call call) {
        Sequences x = Sequences.of(call, "x");
        if (!x.step()) {
            call.noteSteps(x.steps().extent(1));
        }
        int places = call.word("kind").equals("learned") ? learned(call, x) : sinusoidal(call, x);
        return call.result(new Arithmetic(call.graph()).add(x.value().node(), places));
    }

    /** {@code weight [steps, features]}. */
    private static int learned(Call call, Sequences x) {
        Initialiser usual = type -> Initial.of(Initial.Kind.NORMAL, 0.0, DEVIATION);
        Initialiser init = call.has("init") ? call.initial("init") : usual;
        GraphBuilder graph = call.graph();
        Arithmetic math = new Arithmetic(graph);
        int steps = x.step() ? Place.steps(call) : x.steps().extent(1);
        int weight = call.weight("weight", TensorType.f32(steps, x.features()), init, true)
                .node();
        if (x.step()) {
            return row(graph, weight, math.min(Place.of(call), math.scalar(steps - 1)));
        }
        if (x.steps() instanceof Axis.Fixed) {
            return weight;
        }
        int place = graph.add(new Iota(new TensorType(DType.I32, List.of(x.steps())), 0));
        return graph.add(new Gather(), weight, place);
    }

    /** The row of a weight for the place of each example, {@code f32[b]}. */
    private static int row(GraphBuilder graph, int weight, int place) {
        Arithmetic math = new Arithmetic(graph);
        List<Axis> axes = List.of(Axis.BATCH, graph.type(weight).axis(0));
        int index = graph.add(new Iota(new TensorType(DType.F32, axes), 1));
        int hit = math.eq(index, graph.add(new Broadcast(axes, List.of(0)), place));
        return math.contract("bt,tf->bf", math.cast(hit, DType.F32), weight);
    }

    /** {@code sin(place * frequency)} in the even features, {@code cos} in the odd ones. */
    private static int sinusoidal(Call call, Sequences x) {
        if (x.features() % 2 != 0) {
            throw call.reject(
                    "x", "uneven-split", "sinusoidal positions need an even number of features, not " + x.features());
        }
        Arithmetic math = new Arithmetic(call.graph());
        Angles angles = Angles.of(call, x, x.features() / 2);
        List<Axis> pairs = new ArrayList<>(call.graph().type(angles.node()).axes());
        pairs.add(Axis.of(1));
        int sin = math.reshape(math.sin(angles.node()), pairs);
        int cos = math.reshape(math.cos(angles.node()), pairs);
        int both = call.graph().add(new Concat(pairs.size() - 1), sin, cos);
        pairs.remove(pairs.size() - 1);
        pairs.set(pairs.size() - 1, Axis.of(x.features()));
        return math.reshape(both, pairs);
    }

    /**
     * The angle of every place for each frequency.
     *
     * @param node {@code [time, frequencies]}, or {@code [b, frequencies]} for single steps
     * @param step whether it is for single steps
     */
    record Angles(int node, boolean step) {
        /** The angles of a sequence, or of the place of a single step, for {@code count} frequencies {@code LONGEST^(-i / count)}. */
        static Angles of(Call call, Sequences x, int count) {
            return x.step() ? at(call.graph(), Place.of(call), count) : along(call.graph(), x.steps(), count);
        }

        /** The angles of all places of a sequence. */
        static Angles along(GraphBuilder graph, Axis steps, int count) {
            TensorType type = new TensorType(DType.F32, List.of(steps, Axis.of(count)));
            int place = graph.add(new Iota(type, 0));
            return new Angles(new Arithmetic(graph).mul(place, frequencies(graph, type, 1)), false);
        }

        /** The angles of one place for each example. */
        static Angles at(GraphBuilder graph, int place, int count) {
            TensorType type = TensorType.f32(count).batched();
            int wide = graph.add(new Broadcast(type.axes(), List.of(0)), place);
            return new Angles(new Arithmetic(graph).mul(wide, frequencies(graph, type, 1)), true);
        }

        private static int frequencies(GraphBuilder graph, TensorType type, int axis) {
            int count = type.axis(axis).extent(1);
            double[] table = new double[count];
            for (int i = 0; i < count; i++) {
                table[i] = Math.pow(LONGEST, -(double) i / count);
            }
            int constant = graph.add(Constant.table(table, TensorType.f32(count)));
            return graph.add(new Broadcast(type.axes(), List.of(axis)), constant);
        }

        /**
         * Turns each pair of the last axis of {@code x} by its angle: the first half of the axis holds one of each pair, the second
         * half the other (Su and others, 2021, in the order of the common Transformer libraries).
         *
         * @param x {@code [b, time, heads, 2 * frequencies]}, or {@code [b, heads, 2 * frequencies]} for single steps
         */
        int rotated(GraphBuilder graph, int x) {
            Arithmetic math = new Arithmetic(graph);
            TensorType type = graph.type(x);
            int axis = type.rank() - 1;
            int half = type.axis(axis).extent(1) / 2;
            int first = graph.add(new Slice(axis, 0, half, 1), x);
            int second = graph.add(new Slice(axis, half, 2 * half, 1), x);
            List<Integer> places = List.of(step ? 0 : 1, axis);
            List<Axis> axes = graph.type(first).axes();
            int cos = graph.add(new Broadcast(axes, places), math.cos(node));
            int sin = graph.add(new Broadcast(axes, places), math.sin(node));
            int left = math.sub(math.mul(first, cos), math.mul(second, sin));
            int right = math.add(math.mul(second, cos), math.mul(first, sin));
            return graph.add(new Concat(axis), left, right);
        }
    }
}
