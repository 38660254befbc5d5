package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.semantic.constant.Rational;

/** Turns constants into what a size, a count or a setting must be, or says why not. */
final class Constants {
    private static final Rational MOST = Rational.of(Integer.MAX_VALUE);
    private static final Rational LEAST = Rational.of(Integer.MIN_VALUE);

    private Constants() {}

    /** A whole number of at least 1. */
    static int size(String what, Meaning meaning, Span at) {
        Rational value = number(what, meaning, at);
        if (!value.isWhole()) {
            throw reject("not-whole", at, what + " must be a whole number, but is " + value);
        }
        if (value.signum() <= 0) {
            throw reject("not-positive", at, what + " must be at least 1, but is " + value);
        }
        return fitting(what, value, at);
    }

    /** A whole number. */
    static int integer(String what, Meaning meaning, Span at) {
        Rational value = number(what, meaning, at);
        if (!value.isWhole()) {
            throw reject("not-whole", at, what + " must be a whole number, but is " + value);
        }
        return fitting(what, value, at);
    }

    private static int fitting(String what, Rational value, Span at) {
        if (value.compareTo(MOST) > 0 || value.compareTo(LEAST) < 0) {
            throw reject("too-large", at, what + " is too large: " + value + " is beyond " + MOST);
        }
        return value.numerator().intValueExact();
    }

    /** A number. */
    static Rational number(String what, Meaning meaning, Span at) {
        if (meaning instanceof Meaning.Number number) {
            return number.value();
        }
        throw notConstant(what, "a constant number", meaning, at);
    }

    /** A number that a float can hold. */
    static double real(String what, Meaning meaning, Span at) {
        double value = number(what, meaning, at).toDouble();
        if (Math.abs(value) > Float.MAX_VALUE) {
            throw reject("too-large", at, what + " is beyond the largest float, " + Float.MAX_VALUE);
        }
        return value;
    }

    /** {@code true} or {@code false}. */
    static boolean truth(String what, Meaning meaning, Span at) {
        if (meaning instanceof Meaning.Truth truth) {
            return truth.value();
        }
        throw notConstant(what, "`true` or `false`", meaning, at);
    }

    /** A text. */
    static String text(String what, Meaning meaning, Span at) {
        if (meaning instanceof Meaning.Text text) {
            return text.value();
        }
        throw notConstant(what, "a text in quotes", meaning, at);
    }

    private static Rejection notConstant(String what, String wanted, Meaning meaning, Span at) {
        return reject("wrong-kind", at, what + " must be " + wanted + ", not " + meaning.kind());
    }

    private static Rejection reject(String id, Span at, String message) {
        return new Rejection(Problem.error(id, at, message));
    }
}
