package dev.nnc.compiler.emit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.Predicate;

/**
 * Numbers as Java literals: the fewest digits that read back as the same bits. {@link Float#toString} is of no use here, for
 * its digits differ between JDKs, and the same input must give the same text.
 */
public final class Literals {
    private static final int PLAIN_DIGITS = 7;

    private Literals() {}

    /** A {@code float} literal, such as {@code 0.5f} or {@code 1e-8f}. */
    static String of(float value) {
        if (!Float.isFinite(value)) {
            return "Float." + special(value);
        }
        return digits(value, text -> bits(Float.parseFloat(text)) == bits(value)) + "f";
    }

    /** A {@code double} expression for a whole or broken number, such as {@code 2} or {@code 1e-3}. */
    public static String of(double value) {
        if (!Double.isFinite(value)) {
            return "Double." + special(value);
        }
        String text = digits(
                value,
                digits -> Double.doubleToRawLongBits(Double.parseDouble(digits)) == Double.doubleToRawLongBits(value));
        return text.equals("-0") ? "-0.0" : text;
    }

    /** A {@code double} literal that is never an {@code int}. */
    static String ofDouble(double value) {
        String text = of(value);
        return text.matches("-?[0-9]+") ? text + ".0" : text;
    }

    /** An {@code int} that stands for a pattern of bits: in hexadecimal where that is easier to read. */
    static String ofBits(int value) {
        return value >= 0 && value < 256 ? Integer.toString(value) : "0x" + Integer.toHexString(value);
    }

    private static int bits(float value) {
        return Float.floatToRawIntBits(value);
    }

    private static String special(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        return value > 0 ? "POSITIVE_INFINITY" : "NEGATIVE_INFINITY";
    }

    /** The shortest decimal text that {@code same} accepts. */
    private static String digits(double value, Predicate<String> same) {
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; ; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            String text = text(rounded.stripTrailingZeros());
            if (same.test(text)) {
                return text;
            }
        }
    }

    private static String text(BigDecimal value) {
        int exponent = value.precision() - value.scale() - 1;
        boolean plain = exponent >= -3 && exponent < PLAIN_DIGITS;
        if (plain) {
            return value.toPlainString();
        }
        String digits = value.unscaledValue().abs().toString();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        return (value.signum() < 0 ? "-" : "") + digits.charAt(0) + fraction + "e" + exponent;
    }
}
