package dev.nnc.compiler.semantic.library.space;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Value;
import java.util.List;
import java.util.stream.IntStream;

/** One number for each channel of all of its places: {@code [channels, places..]} becomes {@code [channels]}. */
final class Globals {
    /** The mean. */
    static final Builtin<Value> GLOBAL_AVG_POOL = Builtin.of(
            "global_avg_pool",
            call -> call.result(new Arithmetic(call.graph()).mean(call.node("x"), places(call), false)),
            Places.X);

    /** The largest. */
    static final Builtin<Value> GLOBAL_MAX_POOL = Builtin.of(
            "global_max_pool",
            call -> call.result(new Arithmetic(call.graph()).max(call.node("x"), places(call), false)),
            Places.X);

    private Globals() {}

    private static List<Integer> places(Call call) {
        return IntStream.range(2, Places.of(call).rank() + 2).boxed().toList();
    }
}
