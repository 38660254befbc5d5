package dev.nnc.compiler.semantic.library.initial;

import dev.nnc.compiler.ir.model.Initial;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Initialiser;
import dev.nnc.compiler.semantic.library.Ranges;
import java.util.function.ToDoubleFunction;

/**
 * Initialisers whose spread keeps signals of one size from layer to layer: with deviation s, {@code *_normal} draws from a
 * normal distribution and {@code *_uniform} between {@code -s * sqrt(3)} and {@code s * sqrt(3)}.
 */
final class Scaled {
    /** {@code s = gain * sqrt(2 / (fan_in + fan_out))} (Glorot and Bengio, 2010). */
    static final Builtin<Initialiser> XAVIER_UNIFORM = xavier("xavier_uniform", true);

    static final Builtin<Initialiser> XAVIER_NORMAL = xavier("xavier_normal", false);

    /**
     * {@code s = gain / sqrt(fan)}, where the gain is that of {@code calculate_gain(nonlinearity, slope)} and {@code fan} the
     * fan-in or, with {@code mode = fan_out}, the fan-out (He and others, 2015).
     */
    static final Builtin<Initialiser> KAIMING_UNIFORM = kaiming("kaiming_uniform", true);

    static final Builtin<Initialiser> KAIMING_NORMAL = kaiming("kaiming_normal", false);

    /** {@code s = sqrt(1 / fan_in)} (LeCun and others, 1998). */
    static final Builtin<Initialiser> LECUN_UNIFORM = lecun("lecun_uniform", true);

    static final Builtin<Initialiser> LECUN_NORMAL = lecun("lecun_normal", false);

    private Scaled() {}

    private static Builtin<Initialiser> xavier(String name, boolean uniform) {
        return Builtin.of(
                name,
                call -> {
                    double gain = call.number("gain");
                    return drawn(uniform, fans -> gain * Math.sqrt(2 / (fans.in() + fans.out())));
                },
                Formal.number("gain").orElse(1.0));
    }

    private static Builtin<Initialiser> kaiming(String name, boolean uniform) {
        return Builtin.of(
                name,
                call -> {
                    double gain = gain(call);
                    String mode = call.word("mode");
                    return drawn(uniform, fans -> gain / Math.sqrt(fans.named(mode)));
                },
                Formal.word("nonlinearity", "linear", "sigmoid", "tanh", "relu", "leaky_relu", "selu")
                        .orElse("leaky_relu"),
                Formal.number("slope").orElse(0.0),
                Formal.word("mode", "fan_in", "fan_out").orElse("fan_in"));
    }

    private static Builtin<Initialiser> lecun(String name, boolean uniform) {
        return Builtin.of(name, call -> drawn(uniform, fans -> Math.sqrt(1 / fans.in())));
    }

    private static Initialiser drawn(boolean uniform, ToDoubleFunction<Fans> deviation) {
        return type -> {
            double spread = deviation.applyAsDouble(Fans.of(type));
            double bound = Math.sqrt(3) * spread;
            return uniform
                    ? Initial.of(Initial.Kind.UNIFORM, -bound, bound)
                    : Initial.of(Initial.Kind.NORMAL, 0.0, spread);
        };
    }

    /** PyTorch's {@code calculate_gain}. */
    private static double gain(Call call) {
        double slope = Ranges.atLeast(call, "slope", 0);
        return switch (call.word("nonlinearity")) {
            case "relu" -> Math.sqrt(2);
            case "leaky_relu" -> Math.sqrt(2 / (1 + slope * slope));
            case "tanh" -> 5.0 / 3;
            case "selu" -> 0.75;
            default -> 1;
        };
    }
}
