package dev.nnc.compiler.semantic.library.space;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.op.Iota;
import dev.nnc.compiler.ir.op.Pad;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import java.util.List;

/** {@code pad}: a number around the places of every channel. */
final class Padding {
    static final Builtin<Value> PAD = Builtin.of(
            "pad",
            Padding::pad,
            Places.X,
            Formal.integers("before"),
            Formal.integers("after").optional(),
            Formal.number("value").orElse(0.0));

    private Padding() {}

    private static Value pad(Call call) {
        Places places = Places.of(call);
        List<Integer> before = places.each(call, "before", 0);
        List<Integer> after = call.has("after") ? places.each(call, "after", 0) : before;
        int x = places.value().node();
        for (int axis = 0; axis < places.rank(); axis++) {
            x = call.graph().add(new Pad(axis + 2, before.get(axis), after.get(axis)), x);
        }
        double value = call.number("value");
        return call.result(value == 0 ? x : bordered(call.graph(), x, places.sizes(), before, value));
    }

    /** The same places with another number than 0 around them. */
    private static int bordered(GraphBuilder graph, int x, List<Integer> sizes, List<Integer> before, double value) {
        Arithmetic math = new Arithmetic(graph);
        int result = x;
        for (int axis = 0; axis < sizes.size(); axis++) {
            int place = graph.add(new Iota(graph.type(x).withDType(DType.I32), axis + 2));
            int first = before.get(axis);
            int inside = math.and(
                    math.ge(place, math.like(place, first)), math.lt(place, math.like(place, first + sizes.get(axis))));
            result = math.select(inside, result, math.like(x, value));
        }
        return result;
    }
}
