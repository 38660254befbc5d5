package dev.nnc.runtime;

/** Powers for the numbers that a step computes beside its kernels, without garbage: {@code StrictMath.pow} of JDK 17 makes some. */
public final class Powers {

    private Powers() {}

    /**
     * {@code base} to the power of {@code exponent}, with the same bits on every JDK. A whole exponent that is not negative, such
     * as the number of a step, is worked off bit by bit; any other is left to {@link StrictMath#pow}.
     */
    public static double power(double base, double exponent) {
        if (exponent < 0 || exponent > Long.MAX_VALUE || exponent != Math.rint(exponent)) {
            return StrictMath.pow(base, exponent);
        }
        double result = 1;
        double square = base;
        for (long bits = (long) exponent; bits != 0; bits >>>= 1) {
            if ((bits & 1) != 0) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }
}
