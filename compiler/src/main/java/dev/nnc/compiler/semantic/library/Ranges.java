package dev.nnc.compiler.semantic.library;

import dev.nnc.compiler.semantic.builtin.Call;
import java.util.Locale;

/** Checks that constant arguments lie where they make sense; anything else is the user's mistake. */
public final class Ranges {
    private static final String PROBLEM = "out-of-range";

    private Ranges() {}

    /** A number from 0 up to but not 1. */
    public static double share(Call call, String formal) {
        double value = call.number(formal);
        if (!(value >= 0 && value < 1)) {
            throw call.reject(formal, PROBLEM, name(formal) + " must be at least 0 and below 1, not " + text(value));
        }
        return value;
    }

    /** A number from {@code low} on. */
    public static double atLeast(Call call, String formal, double low) {
        return atLeast(call, formal, call.number(formal), low);
    }

    /** The same of a number that belongs to an argument. */
    public static double atLeast(Call call, String formal, double value, double low) {
        if (!(value >= low)) {
            throw call.reject(
                    formal, PROBLEM, name(formal) + " must be at least " + text(low) + ", not " + text(value));
        }
        return value;
    }

    /** A number above {@code low}. */
    public static double above(Call call, String formal, double low) {
        double value = call.number(formal);
        if (!(value > low)) {
            throw call.reject(formal, PROBLEM, name(formal) + " must be above " + text(low) + ", not " + text(value));
        }
        return value;
    }

    /** A number from {@code low} to {@code high}. */
    public static double within(Call call, String formal, double low, double high) {
        double value = call.number(formal);
        if (!(value >= low && value <= high)) {
            String range = " must lie from " + text(low) + " to " + text(high);
            throw call.reject(formal, PROBLEM, name(formal) + range + ", not " + text(value));
        }
        return value;
    }

    private static String name(String formal) {
        return "`" + formal + "`";
    }

    /** A number as people write it. */
    public static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%.0f", value)
                : Double.toString(value);
    }
}
