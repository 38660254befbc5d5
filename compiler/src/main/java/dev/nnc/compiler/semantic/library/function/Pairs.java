package dev.nnc.compiler.semantic.library.function;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Reduce;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import java.util.List;

/** Functions of two or three numbers, element by element, with broadcasting. */
final class Pairs {
    /** {@code pow(x, exponent) = x^exponent}. */
    static final Builtin<Value> POW = Builtin.of(
            "pow",
            call -> call.result(power(call.graph(), call.node("x"), call.node("exponent"))),
            Formal.floats("x"),
            Formal.floats("exponent"));

    /** {@code clamp(x, low, high) = min(max(x, low), high)}; a border that is not given does not bind. */
    static final Builtin<Value> CLAMP = Builtin.of(
            "clamp",
            Pairs::clamp,
            Formal.floats("x"),
            Formal.number("low").optional(),
            Formal.number("high").optional());

    /** {@code where(condition, a, b)}: a where the condition holds, elsewhere b. */
    static final Builtin<Value> WHERE = Builtin.of(
            "where",
            call -> call.result(
                    new Arithmetic(call.graph()).select(call.node("condition"), call.node("a"), call.node("b"))),
            Formal.of(Formal.Kind.TRUTH, "condition"),
            Formal.floats("a"),
            Formal.floats("b"));

    /** {@code max(a, b)}, the larger of two, or {@code max(x, axis)}, the largest along axes; equals share the gradient. */
    static final Builtin<Value> MAX = extreme("max", Reduce.Kind.MAX);

    /** {@code min(a, b)}, the smaller of two, or {@code min(x, axis)}, the smallest along axes; equals share the gradient. */
    static final Builtin<Value> MIN = extreme("min", Reduce.Kind.MIN);

    private Pairs() {}

    private static Builtin<Value> extreme(String name, Reduce.Kind kind) {
        return Builtin.of(
                name,
                call -> call.result(call.has("other") ? ofTwo(call, kind) : ofAxes(call, kind)),
                Formal.floats("x"),
                Formal.floats("other").optional(),
                Formal.axes("axis").optional(),
                Formal.flag("keep").orElse(false));
    }

    private static int ofAxes(Call call, Reduce.Kind kind) {
        return Reductions.extreme(call, kind, Reductions.axes(call));
    }

    private static int ofTwo(Call call, Reduce.Kind kind) {
        if (call.has("axis")) {
            throw call.reject("axis", "axis-of-pair", "give either a second value or an `axis`, not both");
        }
        Arithmetic math = new Arithmetic(call.graph());
        int a = call.node("x");
        int b = call.node("other");
        return kind == Reduce.Kind.MAX ? math.max(a, b) : math.min(a, b);
    }

    /** {@code x^exponent}; of the exponents that are written most, without a power. */
    private static int power(GraphBuilder graph, int x, int exponent) {
        Arithmetic math = new Arithmetic(graph);
        double known = graph.node(exponent).op() instanceof Constant constant && constant.isSplat()
                ? constant.value()
                : Double.NaN;
        for (Double simple : List.of(1.0, 2.0, 0.5, -0.5, -1.0)) {
            if (simple == known && graph.type(exponent).isScalar()) {
                return known == 1 ? x : simple(math, x, simple);
            }
        }
        return math.pow(x, exponent);
    }

    private static int simple(Arithmetic math, int x, double exponent) {
        if (exponent == 2) {
            return math.square(x);
        }
        if (exponent == -1) {
            return math.div(math.like(x, 1), x);
        }
        return exponent > 0 ? math.sqrt(x) : math.rsqrt(x);
    }

    /** With the slope of the line at both borders, as {@code torch.clamp}; NaN stays NaN. */
    private static Value clamp(Call call) {
        Arithmetic math = new Arithmetic(call.graph());
        int x = call.node("x");
        if (call.has("low") && call.has("high") && !(call.number("low") <= call.number("high"))) {
            throw call.reject("high", "out-of-range", "`high` must be at least `low`");
        }
        if (call.has("high")) {
            int high = math.like(x, call.number("high"));
            x = math.select(math.gt(x, high), high, x);
        }
        if (call.has("low")) {
            int low = math.like(x, call.number("low"));
            x = math.select(math.lt(x, low), low, x);
        }
        return call.result(x);
    }
}
