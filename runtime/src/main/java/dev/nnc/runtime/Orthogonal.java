package dev.nnc.runtime;

import dev.nnc.runtime.CounterRandom.Purpose;
import java.util.Arrays;

/**
 * The initializer that makes the rows or the columns of a matrix, whichever are fewer, orthogonal (Saxe, McClelland and Ganguli,
 * 2013): normal rows, each freed of the earlier ones by the method of Gram and Schmidt, twice for accuracy, in double.
 *
 * @param gain the length of each row or column
 */
record Orthogonal(double gain) implements Initializer {

    @Override
    public void fill(float[] values, int[] shape, long seed, int tensor) {
        if (shape.length < 2) {
            throw new IllegalArgumentException(
                    "orthogonal fills tensors of two or more axes, not " + Arrays.toString(shape));
        }
        int rows = shape[0];
        int columns = rows == 0 ? 0 : values.length / rows;
        boolean wide = rows <= columns;
        double[][] basis = basis(Math.min(rows, columns), Math.max(rows, columns), seed, tensor);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                values[r * columns + c] = (float) (gain * (wide ? basis[r][c] : basis[c][r]));
            }
        }
    }

    private static double[][] basis(int vectors, int length, long seed, int tensor) {
        long key = CounterRandom.key(seed, Purpose.INITIALIZE, tensor);
        double[][] basis = new double[vectors][length];
        for (int v = 0; v < vectors; v++) {
            for (int i = 0; i < length; i++) {
                basis[v][i] = CounterRandom.normal(key, (long) v * length + i);
            }
            free(basis, v);
            free(basis, v);
            double norm = Math.sqrt(dot(basis[v], basis[v]));
            for (int i = 0; i < length; i++) {
                basis[v][i] /= norm;
            }
        }
        return basis;
    }

    /** Takes out of vector {@code v} what it shares with the earlier ones, which have length 1. */
    private static void free(double[][] basis, int v) {
        for (int earlier = 0; earlier < v; earlier++) {
            double shared = dot(basis[v], basis[earlier]);
            for (int i = 0; i < basis[v].length; i++) {
                basis[v][i] -= shared * basis[earlier][i];
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
