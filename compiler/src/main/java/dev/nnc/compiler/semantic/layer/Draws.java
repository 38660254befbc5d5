package dev.nnc.compiler.semantic.layer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Random;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.Ranges;
import java.util.List;

/** Functions that draw random numbers for each example anew at every call, in training and outside of it. */
public final class Draws {
    private static final Formal SIZES = Formal.of(Formal.Kind.SIZES, "sizes");

    /** {@code normal(sizes, mean = 0, deviation = 1)}. */
    static final Builtin<Value> NORMAL = Builtin.of(
            "normal",
            call -> shifted(call, Random.Kind.NORMAL, call.number("deviation"), call.number("mean")),
            SIZES,
            Formal.number("mean").orElse(0.0),
            Formal.number("deviation").orElse(1.0));

    /** {@code uniform(sizes, low = 0, high = 1)}: from {@code low} up to but not {@code high}. */
    static final Builtin<Value> UNIFORM = Builtin.of(
            "uniform",
            call -> shifted(call, Random.Kind.UNIFORM, call.number("high") - call.number("low"), call.number("low")),
            SIZES,
            Formal.number("low").orElse(0.0),
            Formal.number("high").orElse(1.0));

    /** {@code bernoulli(sizes, p = 0.5)}: 1 with probability {@code p}, else 0. */
    static final Builtin<Value> BERNOULLI =
            Builtin.of("bernoulli", Draws::bernoulli, SIZES, Formal.number("p").orElse(0.5));

    private Draws() {}

    /** In the order of the language reference. */
    public static List<Builtin<Value>> all() {
        return List.of(NORMAL, UNIFORM, BERNOULLI);
    }

    /** A draw for every element of one example of these sizes, for every example. */
    static int draw(Call call, Random.Kind kind, String sizes) {
        int[] shape = call.sizes(sizes).stream().mapToInt(Integer::intValue).toArray();
        return call.graph()
                .add(new Random(kind, call.draw(), TensorType.f32(shape).batched()));
    }

    private static Value shifted(Call call, Random.Kind kind, double factor, double offset) {
        Arithmetic math = new Arithmetic(call.graph());
        int draw = draw(call, kind, "sizes");
        int scaled = factor == 1 ? draw : math.scale(draw, factor);
        return call.result(offset == 0 ? scaled : math.shift(scaled, offset));
    }

    private static Value bernoulli(Call call) {
        double p = Ranges.within(call, "p", 0, 1);
        Arithmetic math = new Arithmetic(call.graph());
        int draw = draw(call, Random.Kind.UNIFORM, "sizes");
        int hit = math.lt(draw, math.like(draw, p));
        return call.result(math.select(hit, math.like(draw, 1), math.like(draw, 0)));
    }
}
