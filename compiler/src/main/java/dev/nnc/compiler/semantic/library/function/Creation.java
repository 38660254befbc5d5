package dev.nnc.compiler.semantic.library.function;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Iota;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.Axes;
import dev.nnc.compiler.semantic.library.Classes;
import java.util.ArrayList;
import java.util.List;

/** Tensors that hold what is known when the model is compiled, and the vectors that stand for ids. */
final class Creation {
    /** {@code zeros(sizes)}: the same for every example. */
    static final Builtin<Value> ZEROS = filled("zeros", 0);

    /** {@code ones(sizes)}: the same for every example. */
    static final Builtin<Value> ONES = filled("ones", 1);

    /** {@code arange(size)}: 0, 1, 2 and so on. */
    static final Builtin<Value> ARANGE = Builtin.of(
            "arange",
            call -> call.result(call.graph().add(new Iota(TensorType.f32(call.integer("size")), 0))),
            Formal.size("size"));

    /** {@code one_hot(ids, size)}: a new last axis with 1 in the place of the id and 0 in the others. */
    static final Builtin<Value> ONE_HOT =
            Builtin.of("one_hot", Creation::oneHot, Formal.ids("ids"), Formal.size("size"));

    private Creation() {}

    private static Builtin<Value> filled(String name, double value) {
        return Builtin.of(
                name,
                call -> {
                    int[] sizes = call.sizes("sizes").stream()
                            .mapToInt(Integer::intValue)
                            .toArray();
                    return call.result(call.graph().constant(value, TensorType.f32(sizes)));
                },
                Formal.of(Formal.Kind.SIZES, "sizes"));
    }

    private static Value oneHot(Call call) {
        GraphBuilder graph = call.graph();
        int classes = call.value("ids").classes();
        int size = call.integer("size");
        if (classes > size) {
            throw call.reject(
                    "size", "class-count", "`size` must be at least the " + classes + " classes, not " + size);
        }
        Arithmetic math = new Arithmetic(graph);
        List<Axis> axes = new ArrayList<>(call.type("ids").axes());
        int last = axes.size();
        TensorType type = new TensorType(DType.F32, Axes.with(axes, last, Axis.of(size)));
        int zeros = graph.constant(0, type);
        int hits = Classes.hits(graph, zeros, call.node("ids"), last);
        return call.result(math.select(hits, graph.constant(1, type), zeros));
    }
}
