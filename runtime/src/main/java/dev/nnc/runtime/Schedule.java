package dev.nnc.runtime;

import java.util.Arrays;

/**
 * A learning rate over the steps of training. The formulas are those of PyTorch's {@code torch.optim.lr_scheduler}; all of them
 * are closed, so that any step's rate can be asked for alone.
 */
@FunctionalInterface
public interface Schedule {

    /** The rate of the update after {@code step} others. */
    double rate(long step);

    /** The same rate throughout. */
    static Schedule constant(double rate) {
        return step -> rate;
    }

    /** Multiplied by {@code factor} every {@code every} steps ({@code StepLR}). */
    static Schedule step(double rate, long every, double factor) {
        positive("every", every);
        return step -> rate * StrictMath.pow(factor, step / every);
    }

    /** Multiplied by {@code factor} at each of these steps, which ascend ({@code MultiStepLR}). */
    static Schedule multiStep(double rate, double factor, long... milestones) {
        long[] sorted = milestones.clone();
        Arrays.sort(sorted);
        return step -> {
            int passed = 0;
            while (passed < sorted.length && sorted[passed] <= step) {
                passed++;
            }
            return rate * StrictMath.pow(factor, passed);
        };
    }

    /** Multiplied by {@code factor} at every step ({@code ExponentialLR}). */
    static Schedule exponential(double rate, double factor) {
        return step -> rate * StrictMath.pow(factor, step);
    }

    /** To 0 at step {@code total} and on at that, as {@code (1 - step / total)^power} ({@code PolynomialLR}). */
    static Schedule polynomial(double rate, long total, double power) {
        positive("total", total);
        return step -> rate * StrictMath.pow(1 - (double) Math.min(step, total) / total, power);
    }

    /** Half a cosine from {@code rate} to {@code to} at step {@code total}, and on at that ({@code CosineAnnealingLR}). */
    static Schedule cosine(double rate, double to, long total) {
        positive("total", total);
        return step -> halfCosine(rate, to, (double) Math.min(step, total) / total);
    }

    /**
     * Half cosines from {@code rate} to {@code to}, the first {@code first} steps long and each next {@code factor} times longer
     * ({@code CosineAnnealingWarmRestarts}).
     */
    static Schedule cosineRestarts(double rate, double to, long first, int factor) {
        positive("first", first);
        positive("factor", factor);
        return step -> {
            long cycle = first;
            long into = factor == 1 ? step % first : step;
            while (into >= cycle) {
                into -= cycle;
                cycle *= factor;
            }
            return halfCosine(rate, to, (double) into / cycle);
        };
    }

    /** A straight line from {@code rate * from} to {@code rate * to} at step {@code total}, and on at that ({@code LinearLR}). */
    static Schedule linear(double rate, double from, double to, long total) {
        positive("total", total);
        return step -> rate * (from + (to - from) * Math.min(step, total) / total);
    }

    /**
     * One cycle (Smith and Topin, "Super-convergence", 2018; {@code OneCycleLR}): along half cosines from
     * {@code max / startDivisor} up to {@code max} and down to {@code max / startDivisor / endDivisor} at the last step.
     *
     * @param rising the share of the steps that goes up; PyTorch's default is 0.3, with divisors 25 and 1e4
     */
    static Schedule oneCycle(double max, long total, double rising, double startDivisor, double endDivisor) {
        positive("total", total);
        double start = max / startDivisor;
        double end = start / endDivisor;
        double top = rising * total - 1;
        return step -> {
            double at = Math.min(step, total - 1);
            if (top > 0 && at <= top) {
                return halfCosine(start, max, at / top);
            }
            return halfCosine(max, end, (at - top) / (total - 1 - top));
        };
    }

    /** Straight lines from {@code low} up to {@code high} and down (Smith, "Cyclical learning rates", 2017; {@code CyclicLR}). */
    static Schedule cyclic(double low, double high, long up, long down) {
        positive("up", up);
        positive("down", down);
        return step -> {
            long into = step % (up + down);
            double height = into <= up ? (double) into / up : 1 - (double) (into - up) / down;
            return low + (high - low) * height;
        };
    }

    /** {@code rate} up to step {@code reference}, then {@code rate * sqrt(reference / step)}. */
    static Schedule inverseSqrt(double rate, long reference) {
        positive("reference", reference);
        return step -> rate * Math.sqrt((double) reference / Math.max(step, reference));
    }

    /**
     * This schedule, begun after {@code steps} steps on which the rate grows in a straight line from {@code from} times its
     * start to its start ({@code LinearLR} before it in a {@code SequentialLR}).
     */
    default Schedule warmedUp(long steps, double from) {
        positive("steps", steps);
        double start = rate(0);
        return step -> step < steps ? start * (from + (1 - from) * step / steps) : rate(step - steps);
    }

    private static double halfCosine(double from, double to, double share) {
        return to + (from - to) * (1 + Turns.cos(share / 2)) / 2;
    }

    private static void positive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be 1 or more, not " + value);
        }
    }
}
