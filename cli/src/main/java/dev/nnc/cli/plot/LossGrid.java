package dev.nnc.cli.plot;

import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * The loss at the points of a grid, and the path of training over it.
 *
 * @param x coordinates of the columns, ascending and evenly spaced
 * @param y coordinates of the rows, likewise
 * @param loss by row and column
 * @param path points (x, y) from the first weights to the last; empty where it is not known
 * @param xLabel what x is
 * @param yLabel what y is
 */
record LossGrid(double[] x, double[] y, double[][] loss, List<double[]> path, String xLabel, String yLabel) {
    private static final double MARGIN = 0.35;

    /** Computes the loss over the region that holds the path and the trained weights. */
    static LossGrid compute(Plane plane, List<double[]> path, int points, DoubleBinaryOperator loss) {
        double[] x = range(plane.origin(0), path, 0, points);
        double[] y = range(plane.origin(1), path, 1, points);
        double[][] losses = new double[points][points];
        for (int row = 0; row < points; row++) {
            for (int column = 0; column < points; column++) {
                losses[row][column] = loss.applyAsDouble(x[column], y[row]);
            }
        }
        return new LossGrid(x, y, losses, path, plane.label(0), plane.label(1));
    }

    /** Room around the path, and at least 1 on each side of the trained weights. */
    private static double[] range(double center, List<double[]> path, int axis, int points) {
        double low = center;
        double high = center;
        for (double[] point : path) {
            low = Math.min(low, point[axis]);
            high = Math.max(high, point[axis]);
        }
        double margin = MARGIN * (high - low);
        low = Math.min(low - margin, center - 1);
        high = Math.max(high + margin, center + 1);
        double[] coordinates = new double[points];
        for (int i = 0; i < points; i++) {
            coordinates[i] = low + (high - low) * i / (points - 1);
        }
        return coordinates;
    }

    /** The loss at a point within the grid, by bilinear interpolation. */
    double at(double px, double py) {
        double column = position(px, x);
        double row = position(py, y);
        int c = (int) Math.min(column, x.length - 2);
        int r = (int) Math.min(row, y.length - 2);
        double u = column - c;
        double v = row - r;
        return (1 - v) * ((1 - u) * loss[r][c] + u * loss[r][c + 1])
                + v * ((1 - u) * loss[r + 1][c] + u * loss[r + 1][c + 1]);
    }

    private static double position(double value, double[] axis) {
        double share = (value - axis[0]) / (axis[axis.length - 1] - axis[0]);
        return Math.max(0, Math.min(1, share)) * (axis.length - 1);
    }
}
