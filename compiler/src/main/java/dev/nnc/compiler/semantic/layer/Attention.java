package dev.nnc.compiler.semantic.layer;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Origin;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Iota;
import dev.nnc.compiler.ir.op.Slice;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.Axes;
import dev.nnc.compiler.semantic.library.activation.Softmax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Multi-head attention, {@code softmax(q k' / sqrt(d)) v} for each head, between two dense layers. Of itself ({@code qkv}) or of
 * another sequence ({@code q} and {@code kv}); q, k and v stand one behind the other, the heads contiguous; {@code proj} is last.
 */
final class Attention {
    static final Builtin<Value> ATTENTION = Builtin.of(
            "attention",
            Attention::apply,
            Formal.floats("x"),
            Formal.size("heads"),
            Formal.floats("to").optional(),
            Formal.flag("causal").orElse(false),
            Formal.word("positions", "none", "rotary").orElse("none"),
            Formal.of(Formal.Kind.TRUTH, "mask").optional(),
            Formal.flag("bias").orElse(true),
            Formal.flag("proj_bias").orElse(true));

    private final Call call;
    private final GraphBuilder graph;
    private final Arithmetic math;
    private final Sequences x;
    private final Sequences source;
    private final int heads;

    private Attention(Call call) {
        this.call = call;
        this.graph = call.graph();
        this.math = new Arithmetic(graph);
        this.x = Sequences.of(call, "x");
        this.source = call.has("to") ? Sequences.of(call, "to") : x;
        this.heads = call.integer("heads");
    }

    private static Value apply(Call call) {
        Attention attention = new Attention(call);
        attention.check();
        return call.result(attention.value());
    }

    private void check() {
        if (x.features() % heads != 0) {
            throw call.reject(
                    "heads",
                    "uneven-heads",
                    "a width of " + x.features() + " does not divide into " + heads + " heads");
        }
        boolean rotary = rotary();
        if (rotary && x.features() / heads % 2 != 0) {
            throw call.reject(
                    "positions",
                    "uneven-heads",
                    "rotary positions need heads of an even width, not " + x.features() / heads);
        }
        if (call.has("to") && source.step()) {
            throw call.reject(
                    "to",
                    "no-steps",
                    "`to` needs an axis of steps, and `" + source.value().label() + "` has none");
        }
        if (call.has("to") && (rotary || call.flag("causal"))) {
            String formal = rotary ? "positions" : "causal";
            throw call.reject(
                    formal,
                    "not-for-cross",
                    "`" + formal + "` is for attention of a sequence to itself, and this one has `to`");
        }
    }

    private boolean rotary() {
        return call.word("positions").equals("rotary");
    }

    private int value() {
        if (x.step() && !call.has("to")) {
            return projected(remembered());
        }
        int q;
        int k;
        int v;
        if (call.has("to")) {
            q = split(Projection.of(call, x, "q", x.features(), "bias"));
            int both = Projection.of(call, source, "kv", 2 * x.features(), "bias");
            k = split(part(both, 0));
            v = split(part(both, 1));
        } else {
            call.noteSteps(x.steps().extent(1));
            rejectState();
            int all = Projection.of(call, x, "qkv", 3 * x.features(), "bias");
            q = split(part(all, 0));
            k = split(part(all, 1));
            v = split(part(all, 2));
        }
        if (rotary()) {
            Positions.Angles angles = Positions.Angles.along(graph, x.steps(), x.features() / heads / 2);
            q = angles.rotated(graph, q);
            k = angles.rotated(graph, k);
        }
        Origin layer = graph.origin();
        String front = x.step() ? "bh" : "bhq";
        graph.at(layer.part("scores"));
        int scores = math.contract((x.step() ? "bhd" : "bqhd") + ",bkhd->" + front + "k", scaled(q), k);
        Optional<Integer> mask = call.has("mask") ? Optional.of(mask(scores)) : Optional.empty();
        int masked = masked(scores, mask);
        graph.at(layer.part("weights"));
        int softmax = Softmax.of(graph, masked, front.length());
        int weights = mask.map(seen -> math.select(seen, softmax, math.like(softmax, 0)))
                .orElse(softmax);
        graph.at(layer.part("heard"));
        int heard = math.contract(front + "k,bkhd->" + (x.step() ? "bhd" : "bqhd"), weights, v);
        graph.at(layer);
        return projected(heard);
    }

    private void rejectState() {
        if (call.state("position", TensorType.f32().batched()).isPresent()) {
            throw call.reject(
                    "no-steps",
                    "with a `state` attention takes one step at a time, and `"
                            + x.value().label() + "` is a sequence");
        }
    }

    private int projected(int heard) {
        List<Axis> axes = x.value().type().axes();
        int joined = math.reshape(heard, axes);
        Value value = Value.of(
                joined, graph.type(joined), x.value().label(), x.value().at());
        return Projection.of(call, new Sequences(value, x.step()), "proj", x.features(), "proj_bias");
    }

    private int scaled(int q) {
        return math.scale(q, 1 / Math.sqrt((double) x.features() / heads));
    }

    /** One of several values that stand one behind the other along the last axis, each as wide as the input. */
    private int part(int all, int index) {
        int axis = graph.type(all).rank() - 1;
        return graph.add(new Slice(axis, index * x.features(), (index + 1) * x.features(), 1), all);
    }

    /** The last axis as heads and what each of them sees. */
    private int split(int value) {
        List<Axis> axes = new ArrayList<>(graph.type(value).axes());
        axes.set(axes.size() - 1, Axis.of(heads));
        axes.add(Axis.of(x.features() / heads));
        return math.reshape(value, axes);
    }

    /**
     * Scores that weigh nothing where nothing may be seen; padding is left to the softmax. Those that a mask hides are finite, so
     * that the weights of a step that may see nothing are numbers, which are then set to 0.
     */
    private int masked(int scores, Optional<Integer> mask) {
        int masked = scores;
        if (mask.isPresent()) {
            masked = math.select(mask.get(), masked, math.like(scores, -Float.MAX_VALUE));
        }
        if (call.flag("causal")) {
            TensorType type = graph.type(scores).withDType(DType.I32);
            int query = graph.add(new Iota(type, type.rank() - 2));
            int key = graph.add(new Iota(type, type.rank() - 1));
            masked = math.select(math.ge(query, key), masked, hidden(scores));
        }
        return masked;
    }

    /** The call's mask, for each head and query. */
    private int mask(int scores) {
        TensorType type = graph.type(scores);
        int keys = type.rank() - 1;
        Value mask = call.value("mask");
        List<Axis> axes = mask.type().axes();
        boolean shared = axes.equals(List.of(type.axis(keys)));
        if (!shared && !axes.equals(List.of(Axis.BATCH, type.axis(keys)))) {
            throw new Rejection(Problem.error(
                    "shapes-differ",
                    call.at("mask"),
                    "`mask` says of each step whether it may be seen, "
                            + source.value().shape().replaceFirst(",.*", "]") + ", but is " + mask.shape()));
        }
        List<Integer> others = IntStream.range(shared ? 0 : 1, keys).boxed().toList();
        return Axes.spread(graph, mask.node(), scores, others);
    }

    private int hidden(int scores) {
        return math.like(scores, Double.NEGATIVE_INFINITY);
    }

    /** One step with all that went before it, whose keys and values the caller holds; the oldest are forgotten when it is full. */
    private int remembered() {
        int place = Place.of(call);
        int room = Place.steps(call);
        int all = Projection.of(call, x, "qkv", 3 * x.features(), "bias");
        int q = split(part(all, 0));
        int k = split(part(all, 1));
        if (rotary()) {
            Positions.Angles angles = Positions.Angles.at(graph, place, x.features() / heads / 2);
            q = angles.rotated(graph, q);
            k = angles.rotated(graph, k);
        }
        int turns = math.floor(math.scale(place, 1.0 / room));
        int slot = math.sub(place, math.scale(turns, room));
        // Each lies as the product that reads it runs its lanes, so that neither is moved for a step.
        int width = x.features() / heads;
        int keys = kept("keys", TensorType.f32(heads, width, room), 3, slot, k);
        int values = kept("values", TensorType.f32(heads, room, width), 2, slot, split(part(all, 2)));
        int scores = math.contract("bhd,bhdk->bhk", scaled(q), keys);
        int seen =
                math.le(graph.add(new Iota(graph.type(scores), 2)), Axes.spread(graph, place, scores, List.of(1, 2)));
        int weights = Softmax.of(graph, math.select(seen, scores, hidden(scores)), 2);
        return math.contract("bhk,bhkd->bhd", weights, values);
    }

    /** A cache, whose steps are along an axis, with this step put in. */
    private int kept(String leaf, TensorType example, int steps, int slot, int now) {
        TensorType type = example.batched();
        int cache = call.state(leaf, type).orElseThrow().node();
        int here = math.eq(graph.add(new Iota(type, steps)), Axes.spread(graph, slot, cache, List.of(1, 2, 3)));
        int updated = math.select(here, Axes.spread(graph, now, cache, steps), cache);
        call.carry(leaf, updated);
        return updated;
    }
}
