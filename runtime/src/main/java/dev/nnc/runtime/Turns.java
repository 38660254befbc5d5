package dev.nnc.runtime;

/**
 * The cosine of an angle in whole turns, of the same bits on every JDK, and without garbage: {@code StrictMath.cos} allocates
 * from JDK 21 on. The polynomials are those of fdlibm's {@code k_sin.c} and {@code k_cos.c} (Sun Microsystems, 1993), within one
 * unit in the last place up to an eighth of a turn.
 */
final class Turns {

    private Turns() {}

    /** {@code cos(2 pi turns)}; the nearest quarter is taken off exactly. */
    static double cos(double turns) {
        double quarters = 4 * turns;
        double nearest = Math.rint(quarters);
        double rest = (quarters - nearest) * (Math.PI / 2);
        return switch ((int) ((long) nearest & 3)) {
            case 0 -> smallCos(rest);
            case 1 -> -smallSin(rest);
            case 2 -> -smallCos(rest);
            default -> smallSin(rest);
        };
    }

    private static double smallSin(double x) {
        double z = x * x;
        double sum = 1.58969099521155010221e-10;
        sum = sum * z - 2.50507602534068634195e-08;
        sum = sum * z + 2.75573137070700676789e-06;
        sum = sum * z - 1.98412698298579493134e-04;
        sum = sum * z + 8.33333333332248946124e-03;
        sum = sum * z - 1.66666666666666324348e-01;
        return x + x * z * sum;
    }

    private static double smallCos(double x) {
        double z = x * x;
        double sum = -1.13596475577881948265e-11;
        sum = sum * z + 2.08757232129817482790e-09;
        sum = sum * z - 2.75573143513906633035e-07;
        sum = sum * z + 2.48015872894767294178e-05;
        sum = sum * z - 1.38888888888741095749e-03;
        sum = sum * z + 4.16666666666666019037e-02;
        return 1 - (0.5 * z - z * z * sum);
    }
}
