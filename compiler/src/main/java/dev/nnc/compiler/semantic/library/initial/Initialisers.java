package dev.nnc.compiler.semantic.library.initial;

import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.Initial;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Initialiser;
import dev.nnc.compiler.semantic.library.Ranges;
import java.util.List;

/** All initialisers, as in {@code torch.nn.init}. */
public final class Initialisers {
    private static final Formal GAIN = Formal.number("gain").orElse(1.0);

    /** The usual bounds of a truncated normal, in PyTorch and here. */
    private static final double CUT = 2;

    private Initialisers() {}

    /** In the order of the language reference. */
    public static List<Builtin<Initialiser>> all() {
        return List.of(
                Builtin.of("zeros", call -> constant(0)),
                Builtin.of("ones", call -> constant(1)),
                Builtin.of("constant", call -> constant(call.number("value")), Formal.number("value")),
                Builtin.of("uniform", Initialisers::uniform, number("low", 0), number("high", 1)),
                Builtin.of("normal", Initialisers::normal, number("mean", 0), number("deviation", 1)),
                Builtin.of(
                        "truncated_normal",
                        Initialisers::truncated,
                        number("mean", 0),
                        number("deviation", 1),
                        number("low", -CUT),
                        number("high", CUT)),
                Scaled.XAVIER_UNIFORM,
                Scaled.XAVIER_NORMAL,
                Scaled.KAIMING_UNIFORM,
                Scaled.KAIMING_NORMAL,
                Scaled.LECUN_UNIFORM,
                Scaled.LECUN_NORMAL,
                Builtin.of("orthogonal", call -> square(call, Initial.Kind.ORTHOGONAL), GAIN),
                Builtin.of("identity", call -> square(call, Initial.Kind.IDENTITY), GAIN));
    }

    private static Formal number(String name, double usual) {
        return Formal.number(name).orElse(usual);
    }

    /** Every element is {@code value}. */
    public static Initialiser constant(double value) {
        return type -> Initial.of(Initial.Kind.CONSTANT, value);
    }

    private static Initialiser uniform(Call call) {
        double low = call.number("low");
        double high = Ranges.above(call, "high", low);
        return type -> Initial.of(Initial.Kind.UNIFORM, low, high);
    }

    private static Initialiser normal(Call call) {
        double mean = call.number("mean");
        double deviation = Ranges.atLeast(call, "deviation", 0);
        return type -> Initial.of(Initial.Kind.NORMAL, mean, deviation);
    }

    /** {@code trunc_normal_}: normal, drawn again until it lies from {@code low} to {@code high}. */
    private static Initialiser truncated(Call call) {
        double mean = call.number("mean");
        double deviation = Ranges.above(call, "deviation", 0);
        double low = call.number("low");
        double high = Ranges.above(call, "high", low);
        if (low > mean + 3 * deviation || high < mean - 3 * deviation || high - low < deviation / 100) {
            throw call.reject(
                    "truncated-tail",
                    "`low` and `high` leave next to nothing of the distribution: they must reach within three"
                            + " deviations of the mean and be a hundredth of one apart");
        }
        return type -> Initial.of(Initial.Kind.TRUNCATED_NORMAL, mean, deviation, low, high);
    }

    private static Initialiser square(Call call, Initial.Kind kind) {
        double gain = call.number("gain");
        return type -> {
            requireMatrix(type, kind);
            return Initial.of(kind, gain);
        };
    }

    /** {@code orthogonal_} takes the axes behind the first as one; {@code eye_} is for matrices. */
    private static void requireMatrix(TensorType type, Initial.Kind kind) {
        boolean fits = kind == Initial.Kind.IDENTITY ? type.rank() == 2 : type.rank() >= 2;
        String name = kind == Initial.Kind.IDENTITY ? "identity" : "orthogonal";
        ShapeMismatch.require(fits, "`%s` starts a matrix, not %s", name, type);
    }
}
