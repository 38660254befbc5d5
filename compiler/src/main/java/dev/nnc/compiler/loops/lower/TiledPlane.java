package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.times;

import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.plan.Layout;
import dev.nnc.compiler.plan.Place;

/**
 * Planes of places {@code [b,h,w,c]} in tiles that begin at every second place.
 *
 * @param layout of the planes
 * @param array that they are in
 */
record TiledPlane(Layout layout, KernelBuilder.Array array) {
    static TiledPlane of(KernelBuilder kernel, Place place, String name) {
        return new TiledPlane(place.layout(), kernel.array(place, name));
    }

    /** Lines of tiles of 2 x 2 places that divide a plane. */
    int down() {
        return extent(1) / 2;
    }

    /** Tiles of 2 x 2 places that divide a line. */
    int across() {
        return extent(2) / 2;
    }

    /** Numbers of a place. */
    int channels() {
        return extent(3);
    }

    private int extent(int axis) {
        return layout.type().axis(axis).extent(1);
    }

    /** Where the first element of a tile is. */
    Expr at(Expr example, Expr line, Expr tile) {
        Expr lines = plus(times(example, layout.stride(0)), times(line, 2 * layout.stride(1)));
        return plus(array.start(), plus(lines, times(tile, 2 * layout.stride(2))));
    }

    /** Where the elements of tiles are. */
    WinogradTile.Side side() {
        int row = layout.stride(1);
        int column = layout.stride(2);
        return new WinogradTile.Side(2 * row, 2 * column, row, column);
    }
}
