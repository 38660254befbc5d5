package dev.nnc.compiler.plan.prepare;

/**
 * The matrices of Winograd's minimal filtering F(2 x 2, 3 x 3), each of which is multiplied with a tile from both sides:
 * {@code M t M'} (Lavin and Gray, Fast Algorithms for Convolutional Neural Networks, 2016, section 4.1).
 *
 * <p>A convolution's 2 x 2 places are {@code A' ((G g G') * (B' d B)) A} for 3 x 3 elements {@code g} of the kernel and 4 x 4 of
 * the input {@code d}, where {@code *} multiplies element by element: 16 multiplications in place of 36. All elements of the
 * matrices are 0 or plus or minus a half or 1, so that transforming rounds as additions do.
 */
public enum WinogradMatrix {
    /** B', of the input. */
    INPUT(new double[][] {{1, 0, -1, 0}, {0, 1, 1, 0}, {0, -1, 1, 0}, {0, 1, 0, -1}}),
    /** G, of the kernel. */
    KERNEL(new double[][] {{1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}}),
    /** G', of the gradient of the transformed kernel. */
    KERNEL_GRADIENT(new double[][] {{1, 0.5, 0.5, 0}, {0, 0.5, -0.5, 0}, {0, 0.5, 0.5, 1}}),
    /** A', of the products. */
    OUTPUT(new double[][] {{1, 1, 1, 0}, {0, 1, -1, -1}}),
    /** A, of the adjoint of the output. */
    ADJOINT(new double[][] {{1, 0}, {1, 1}, {1, -1}, {0, -1}});

    private final double[][] elements;

    WinogradMatrix(double[][] elements) {
        this.elements = elements;
    }

    /** Rows and columns of a transformed tile. */
    public int rows() {
        return elements.length;
    }

    /** Rows and columns of a tile. */
    public int columns() {
        return elements[0].length;
    }

    /** An element of the matrix. */
    public double at(int row, int column) {
        return elements[row][column];
    }

    /** The elements of a tile. */
    @FunctionalInterface
    interface Elements {
        double at(int row, int column);
    }

    /** A tile with this matrix on its left, and transposed on its right. */
    double[][] times(Elements tile) {
        double[][] result = new double[rows()][rows()];
        for (int row = 0; row < rows(); row++) {
            for (int column = 0; column < rows(); column++) {
                for (int r = 0; r < columns(); r++) {
                    for (int c = 0; c < columns(); c++) {
                        result[row][column] += elements[row][r] * tile.at(r, c) * elements[column][c];
                    }
                }
            }
        }
        return result;
    }
}
