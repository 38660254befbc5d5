package dev.nnc.compiler.loops.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * How rows and columns of sums along lanes are divided into tiles.
 *
 * @param rows rows of the tiles one below the other
 * @param columns columns of the tiles side by side
 */
record LaneSumGrid(List<Integer> rows, List<Integer> columns) {
    /** Sums of a tile; with more, C2 spills some, as it loads two blocks of a line at once. */
    private static final int MOST_SUMS = 16;

    /** Rows and columns: how many there are, or which they are. */
    record Pair(int rows, int columns) {}

    /** The grid that takes the least time. */
    static LaneSumGrid of(int rows, int columns) {
        LaneSumGrid best = null;
        for (int down = 1; down <= rows; down++) {
            for (int across = 1; across <= columns; across++) {
                LaneSumGrid grid = new LaneSumGrid(evenly(rows, down), evenly(columns, across));
                boolean fits = grid.rows.get(0) * grid.columns.get(0) <= MOST_SUMS;
                if (fits && (best == null || grid.time() < best.time())) {
                    best = grid;
                }
            }
        }
        return best;
    }

    private static List<Integer> evenly(int extent, int parts) {
        List<Integer> sizes = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            sizes.add((extent + parts - 1 - part) / parts);
        }
        return sizes;
    }

    /** The time for one block of a line, as measured: a tile waits for its multiply-adds, or else for its loads. */
    private int time() {
        int time = 0;
        for (int down : rows) {
            for (int across : columns) {
                time += Math.max(2 * down * across, 3 * (down + across));
            }
        }
        return time;
    }

    /** All tiles; {@code place} takes where one begins, and its size. */
    void each(BiConsumer<Pair, Pair> place) {
        int row = 0;
        for (int down : rows) {
            int column = 0;
            for (int across : columns) {
                place.accept(new Pair(row, column), new Pair(down, across));
                column += across;
            }
            row += down;
        }
    }
}
