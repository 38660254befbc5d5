package dev.nnc.runtime;

/**
 * The error function for the numbers that a step computes beside its kernels, with the same bits on every JDK and less than two
 * units in the last place from the truth.
 */
public final class ErrorFunction {
    private static final double SMALL = 0.84375;

    /** From here on the error function is 1 in double precision. */
    private static final double SATURATED = 6;

    /** {@code erf(x) / x - 1} in x squared, over {@link #SMALL_BELOW}, from the highest power down. */
    private static final double[] SMALL_ABOVE = {
        -2.37630166566501626084e-05,
        -5.77027029648944159157e-03,
        -2.84817495755985104766e-02,
        -3.25042107247001499370e-01,
        1.28379167095512558561e-01
    };

    private static final double[] SMALL_BELOW = {
        -3.96022827877536812320e-06,
        1.32494738004321644526e-04,
        5.08130628187576562776e-03,
        6.50222499887672944485e-02,
        3.97917223959155352819e-01,
        1
    };

    /** {@code e^x^2 (1 - erf(x))}, over {@link #TAIL_BELOW}, from the highest power down. */
    private static final double[] TAIL_ABOVE = {
        2.15311535474403846343e-08,
        5.64188496988670089180e-01,
        8.88314979438837594118,
        6.61191906371416294775e+01,
        2.98635138197400131132e+02,
        8.81952221241769090411e+02,
        1.71204761263407058314e+03,
        2.05107837782607146532e+03,
        1.23033935479799725272e+03
    };

    private static final double[] TAIL_BELOW = {
        1,
        1.57449261107098347253e+01,
        1.17693950891312499305e+02,
        5.37181101862009857509e+02,
        1.62138957456669018874e+03,
        3.29079923573345962678e+03,
        4.36261909014324715820e+03,
        3.43936767414372163696e+03,
        1.23033935480374942043e+03
    };

    private ErrorFunction() {}

    /**
     * {@code 2 / sqrt(pi)} times the integral of {@code e^-t^2} from 0 to {@code x}. Near 0 it is the rational approximation of FreeBSD's
     * {@code s_erf.c} (Sun Microsystems, 1993), farther out that of W. J. Cody, Rational Chebyshev Approximations for the Error Function,
     * Mathematics of Computation 23 (1969), of the complement. Cody has another one from 4 on; there the complement is too small
     * for the difference to reach a bit of the result.
     */
    public static double erf(double x) {
        double size = Math.abs(x);
        if (size <= SMALL) {
            double square = x * x;
            return x + x * (polynomial(SMALL_ABOVE, square) / polynomial(SMALL_BELOW, square));
        } else if (size < SATURATED) {
            double tail = polynomial(TAIL_ABOVE, size) / polynomial(TAIL_BELOW, size) * bell(size);
            return Math.copySign(1 - tail, x);
        }
        return Math.signum(x);
    }

    /** {@code e^-x^2}; the square of x cut to sixteenths has no rounding, which exp would enlarge. */
    private static double bell(double x) {
        double cut = Math.floor(x * 16) / 16;
        return StrictMath.exp(-cut * cut) * StrictMath.exp(-(x - cut) * (x + cut));
    }

    private static double polynomial(double[] coefficients, double x) {
        double sum = coefficients[0];
        for (int i = 1; i < coefficients.length; i++) {
            sum = sum * x + coefficients[i];
        }
        return sum;
    }
}
