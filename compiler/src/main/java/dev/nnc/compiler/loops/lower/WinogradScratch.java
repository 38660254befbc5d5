package dev.nnc.compiler.loops.lower;

import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.plan.Layout;

/**
 * Transformed tiles in a worker's scratch: for each element of a tile a matrix of as many rows as there are tiles, and as many
 * columns as channels.
 *
 * @param layout of one matrix
 */
record WinogradScratch(Layout layout) {
    static WinogradScratch of(int tiles, int channels) {
        return new WinogradScratch(Layout.of(TensorType.f32(tiles, channels)));
    }

    /** The layout of one of the matrices {@code [c,o]} in a transformed kernel {@code [4,4,c,o]}. */
    static Layout matrixOf(Layout kernel) {
        TensorType type = kernel.type();
        return new Layout(
                type.withAxes(type.axes().subList(2, 4)), kernel.strides().subList(2, 4), 1, true);
    }

    /** Rows of a matrix. */
    int tiles() {
        return layout.type().axis(0).extent(1);
    }

    /** Floats from one matrix to the next: a line of the cache more, or the elements of a tile would fall into few sets of it. */
    int apart() {
        return tiles() * layout.stride(0) + Layout.BLOCK;
    }

    /** Floats of so many matrices. */
    int floats(int matrices) {
        return matrices * apart();
    }

    /** Where the elements of tiles are, so many to a line. */
    WinogradTile.Side side(int across) {
        return new WinogradTile.Side(across * layout.stride(0), layout.stride(0), 4 * apart(), apart());
    }
}
