package dev.nnc.runtime;

/** A learning rate over the steps of training. */
@FunctionalInterface
public interface Schedule {

    /** The rate of the update after {@code step} others. */
    double rate(long step);

    /** The same rate throughout. */
    static Schedule constant(double rate) {
        return step -> rate;
    }

    /** Multiplied by {@code factor} every {@code every} steps. */
    static Schedule step(double rate, int every, double factor) {
        throw new UnsupportedOperationException();
    }

    /** Multiplied by {@code factor} at each of these steps. */
    static Schedule multiStep(double rate, double factor, long... milestones) {
        throw new UnsupportedOperationException();
    }

    /** Multiplied by {@code factor} at every step. */
    static Schedule exponential(double rate, double factor) {
        throw new UnsupportedOperationException();
    }

    /** To 0 at {@code total}, as {@code (1 - step / total)^power}. */
    static Schedule polynomial(double rate, long total, double power) {
        throw new UnsupportedOperationException();
    }

    /** Half a cosine from {@code rate} to {@code to} at step {@code total}. */
    static Schedule cosine(double rate, double to, long total) {
        throw new UnsupportedOperationException();
    }

    /** Half cosines to {@code to}, the first {@code first} steps long and each next {@code factor} times longer. */
    static Schedule cosineRestarts(double rate, double to, long first, int factor) {
        throw new UnsupportedOperationException();
    }

    /** A straight line from {@code rate * from} to {@code rate * to} at step {@code total}, and on at that. */
    static Schedule linear(double rate, double from, double to, long total) {
        throw new UnsupportedOperationException();
    }

    /** Up to {@code max} and down again along half cosines (Smith and Topin, "Super-convergence", 2018). */
    static Schedule oneCycle(double max, long total, double rising, double startDivisor, double endDivisor) {
        throw new UnsupportedOperationException();
    }

    /** Up and down in straight lines between {@code low} and {@code high} (Smith, "Cyclical learning rates", 2017). */
    static Schedule cyclic(double low, double high, long up, long down) {
        throw new UnsupportedOperationException();
    }

    /** {@code rate * sqrt(reference / max(step + 1, reference))}. */
    static Schedule inverseSqrt(double rate, long reference) {
        throw new UnsupportedOperationException();
    }

    /** This schedule after {@code steps} steps on which the rate grows in a straight line to its start. */
    default Schedule warmedUp(long steps) {
        throw new UnsupportedOperationException();
    }
}
