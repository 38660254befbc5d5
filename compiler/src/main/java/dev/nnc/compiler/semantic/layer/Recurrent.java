package dev.nnc.compiler.semantic.layer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.ScanBuilder;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Concat;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Lengths;
import dev.nnc.compiler.semantic.builtin.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * {@code torch.nn.RNN}, {@code LSTM} and {@code GRU} over {@code [time, features]}: the products of all inputs with their weights
 * first, as one, then a scan over the steps. In an entry with a {@code state} they go on where they stopped, by a sequence or a
 * single step.
 */
final class Recurrent {
    static final Builtin<Value> RNN = Builtin.of(
            "rnn",
            call -> apply(call, new RnnCell(call.word("activation").equals("relu"))),
            formals(
                    Formal.word("activation", "tanh", "relu").orElse("tanh"),
                    Formal.floats("initial").optional()));

    static final Builtin<Value> LSTM = Builtin.of(
            "lstm",
            call -> apply(call, new LstmCell(call.integer("units"))),
            formals(
                    Formal.floats("initial").optional(),
                    Formal.floats("initial_cell").optional()));

    static final Builtin<Value> GRU = Builtin.of(
            "gru",
            call -> apply(call, new GruCell(call.integer("units"))),
            formals(Formal.floats("initial").optional()));

    private final Call call;
    private final GraphBuilder graph;
    private final Arithmetic math;
    private final Cell cell;
    private final int units;
    private final Sequences x;
    private final Optional<Integer> open;

    private Recurrent(Call call, Cell cell) {
        this.call = call;
        this.graph = call.graph();
        this.math = new Arithmetic(graph);
        this.cell = cell;
        this.units = call.integer("units");
        this.x = Sequences.of(call, "x");
        this.open = x.step() ? Optional.empty() : open();
    }

    private static Formal[] formals(Formal... own) {
        return Stream.concat(
                        Stream.of(
                                Formal.floats("x"),
                                Formal.size("units"),
                                Formal.size("layers").orElse(1),
                                Formal.flag("bidirectional").orElse(false),
                                Formal.flag("bias").orElse(true)),
                        Stream.of(own))
                .toArray(Formal[]::new);
    }

    private static Value apply(Call call, Cell cell) {
        Recurrent recurrent = new Recurrent(call, cell);
        recurrent.check();
        return call.result(recurrent.layers());
    }

    private void check() {
        boolean carried =
                call.state(stateName(0, 0), TensorType.f32(units).batched()).isPresent();
        if (x.step() && !carried) {
            throw call.reject(
                    "no-steps",
                    "this layer needs an axis of steps, as in [time, features], and `"
                            + x.value().label() + "` is " + x.value().shape()
                            + "; a single step is for an entry with its `state`");
        }
        if (call.flag("bidirectional") && carried) {
            throw call.reject(
                    "bidirectional",
                    "no-state",
                    "a layer in both directions sees a sequence as a whole, and has no state to go on from");
        }
        boolean single = call.integer("layers") == 1 && !call.flag("bidirectional");
        if (call.has("initial") && !single) {
            throw call.reject("initial", "not-single", "`initial` is for a single layer in one direction");
        }
    }

    private String stateName(int layer, int carry) {
        return cell.carries().get(carry) + "_l" + layer;
    }

    /** 1 at each step of an example and 0 in its padding; empty where there is none. */
    private Optional<Integer> open() {
        OptionalInt mask = Lengths.mask(graph, new TensorType(DType.F32, List.of(Axis.BATCH, x.steps())));
        return mask.isPresent() ? Optional.of(math.cast(mask.getAsInt(), DType.F32)) : Optional.empty();
    }

    private int layers() {
        int value = x.value().node();
        for (int layer = 0; layer < call.integer("layers"); layer++) {
            int forward = direction(value, layer, false);
            value = call.flag("bidirectional")
                    ? graph.add(new Concat(2), forward, direction(value, layer, true))
                    : forward;
        }
        return value;
    }

    private int direction(int input, int layer, boolean backward) {
        String suffix = "_l" + layer + (backward ? "_reverse" : "");
        TensorType type = graph.type(input);
        int features = type.axis(type.rank() - 1).extent(1);
        RecurrentWeights weights = RecurrentWeights.of(call, cell, units, suffix, features);
        int product = math.contract(x.step() ? "bi,oi->bo" : "bti,oi->bto", input, weights.input());
        int ready = weights.inputBias().isPresent()
                ? math.add(product, weights.inputBias().getAsInt())
                : product;
        List<Integer> first = new ArrayList<>();
        for (int carry = 0; carry < cell.carries().size(); carry++) {
            first.add(first(layer, carry));
        }
        return x.step() ? step(ready, layer, weights, first) : scan(ready, layer, weights, first, backward);
    }

    /** What is handed to the first step: the caller's state, the call's, or zeros. */
    private int first(int layer, int carry) {
        TensorType type = TensorType.f32(units).batched();
        Optional<Value> state = call.state(stateName(layer, carry), type);
        String formal = carry == 0 ? "initial" : "initial_cell";
        if (state.isPresent()) {
            return state.get().node();
        }
        if (!call.has(formal)) {
            return graph.constant(0, type);
        }
        TensorType given = call.type(formal);
        if (given.equals(TensorType.f32(units))) {
            return graph.add(new Broadcast(type.axes(), List.of(1)), call.node(formal));
        }
        ShapeMismatch.require(given.equals(type), "`%s` must be %s, not %s", formal, type, given);
        return call.node(formal);
    }

    private int step(int ready, int layer, RecurrentWeights weights, List<Integer> first) {
        List<Integer> after = cell.step(graph, ready, first, weights.recurrent(), weights.stepBias());
        for (int carry = 0; carry < first.size(); carry++) {
            call.carry(stateName(layer, carry), after.get(carry));
        }
        return after.get(0);
    }

    private int scan(int ready, int layer, RecurrentWeights weights, List<Integer> first, boolean backward) {
        ScanBuilder scan = new ScanBuilder(graph, "step", x.steps(), backward);
        List<Integer> carries = first.stream().map(scan::carry).toList();
        int input = scan.sequence(ready);
        Optional<Integer> real = open.map(scan::sequence);
        int recurrent = scan.given(weights.recurrent());
        OptionalInt bias = weights.stepBias().isPresent()
                ? OptionalInt.of(scan.given(weights.stepBias().getAsInt()))
                : OptionalInt.empty();
        List<Integer> after = cell.step(scan.body(), input, carries, recurrent, bias);
        List<Integer> next = new ArrayList<>();
        for (int carry = 0; carry < carries.size(); carry++) {
            next.add(kept(scan.body(), real, after.get(carry), carries.get(carry)));
        }
        next.forEach(scan::next);
        int output = scan.output(next.get(0));
        for (int carry = 0; carry < carries.size(); carry++) {
            if (call.state(stateName(layer, carry), TensorType.f32(units).batched())
                    .isPresent()) {
                call.carry(stateName(layer, carry), scan.result(carry));
            }
        }
        return scan.result(output);
    }

    /** What is handed on: at a step that is padding, what there was before. */
    private static int kept(GraphBuilder body, Optional<Integer> real, int next, int before) {
        if (real.isEmpty()) {
            return next;
        }
        Arithmetic math = new Arithmetic(body);
        int wide = body.add(new Broadcast(body.type(next).axes(), List.of(0)), real.get());
        return math.select(math.gt(wide, math.like(wide, 0)), next, before);
    }
}
