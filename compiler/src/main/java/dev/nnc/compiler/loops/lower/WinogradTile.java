package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.LANES;
import static dev.nnc.compiler.loops.kernel.Exprs.index;
import static dev.nnc.compiler.loops.kernel.Exprs.number;
import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.times;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Exprs;
import dev.nnc.compiler.loops.kernel.Kernel;
import dev.nnc.compiler.plan.prepare.WinogradMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Puts tiles between a matrix and its transpose, a vector of channels at a time.
 *
 * @param matrix what is multiplied with
 * @param from where tiles are
 * @param to where transformed tiles are
 * @param grid how many there are
 */
record WinogradTile(WinogradMatrix matrix, Side from, Side to, Grid grid) {
    /**
     * Where the elements of tiles are, in floats.
     *
     * @param line from one line of tiles to the next
     * @param tile from one tile of a line to the next
     * @param row from one row of a tile to the next
     * @param column from one column of a tile to the next
     */
    record Side(int line, int tile, int row, int column) {
        Expr element(int ofRow, int ofColumn) {
            return whole(ofRow * row + ofColumn * column);
        }
    }

    /**
     * Tiles beside and below each other.
     *
     * @param down lines of tiles
     * @param across tiles of a line
     * @param channels of each element
     */
    record Grid(int down, int across, int channels) {
        /** A loop over vectors of channels of all tiles; {@code body} takes where they are on both sides. */
        void each(KernelBuilder kernel, Side from, Side to, BiConsumer<Expr, Expr> body) {
            kernel.loop("line", whole(0), whole(down), whole(1), line -> {
                kernel.loop("tile", whole(0), whole(across), whole(1), tile -> {
                    kernel.loop("col", whole(0), whole(channels), LANES, col -> {
                        Expr source = plus(plus(times(line, from.line), times(tile, from.tile)), col);
                        Expr target = plus(plus(times(line, to.line), times(tile, to.tile)), col);
                        body.accept(kernel.let("source", source), kernel.let("target", target));
                    });
                });
            });
        }
    }

    /** An element of a tile. */
    @FunctionalInterface
    interface Element {
        Expr at(int row, int column);
    }

    /** What is done with an element of a transformed tile. */
    @FunctionalInterface
    interface Result {
        void take(int row, int column, Expr value);
    }

    /** The tiles as a kernel from {@code a} to {@code c}. */
    Kernel kernel(String name) {
        KernelBuilder kernel = new KernelBuilder();
        KernelBuilder.Array c = new KernelBuilder.Array("c", index("cAt"));
        grid.each(kernel, from, to, (source, target) -> {
            Expr start = plus(index("aAt"), source);
            transform(
                    kernel,
                    matrix,
                    (row, column) -> new Expr.Load("a", plus(start, from.element(row, column))),
                    (row, column, value) -> kernel.store(c, plus(target, to.element(row, column)), value));
        });
        String what = "Transforms tiles of " + matrix.columns() + " x " + matrix.columns()
                + " elements of {@code a} into " + matrix.rows() + " x " + matrix.rows() + " of {@code c}.";
        return new Kernel(name, List.of(what), parameters("aAt"), kernel.body());
    }

    /** The parameters of a kernel from {@code a}, with where it reads, to {@code c}. */
    static List<Kernel.Parameter> parameters(String... starts) {
        List<Kernel.Parameter> parameters = new ArrayList<>();
        parameters.add(new Kernel.Parameter(Kernel.Kind.FLOATS, "a"));
        for (String start : starts) {
            parameters.add(new Kernel.Parameter(Kernel.Kind.INT, start));
        }
        parameters.add(new Kernel.Parameter(Kernel.Kind.FLOATS, "c"));
        parameters.add(new Kernel.Parameter(Kernel.Kind.INT, "cAt"));
        return parameters;
    }

    /** Writes one tile: the matrix times each column, then each row of that times the transpose. */
    static void transform(KernelBuilder kernel, WinogradMatrix matrix, Element tile, Result result) {
        List<List<Expr>> rows = new ArrayList<>();
        for (int row = 0; row < matrix.rows(); row++) {
            rows.add(new ArrayList<>());
        }
        for (int column = 0; column < matrix.columns(); column++) {
            List<Expr> elements = new ArrayList<>();
            for (int row = 0; row < matrix.columns(); row++) {
                elements.add(kernel.let("t", tile.at(row, column)));
            }
            for (int row = 0; row < matrix.rows(); row++) {
                rows.get(row).add(kernel.let("u", product(matrix, row, elements)));
            }
        }
        for (int row = 0; row < matrix.rows(); row++) {
            row(matrix, row, rows.get(row), result);
        }
    }

    /** One row times the transpose. */
    static void row(WinogradMatrix matrix, int row, List<Expr> elements, Result result) {
        for (int column = 0; column < matrix.rows(); column++) {
            result.take(row, column, product(matrix, column, elements));
        }
    }

    /** A row of a matrix times elements: those of equal factors are added up first. */
    private static Expr product(WinogradMatrix matrix, int row, List<Expr> elements) {
        SortedMap<Double, Expr> sums = new TreeMap<>();
        // What is added comes before what is subtracted, which then need not be negated.
        for (int sign : new int[] {1, -1}) {
            for (int column = 0; column < elements.size(); column++) {
                double factor = sign * matrix.at(row, column);
                if (factor > 0) {
                    sums.put(factor, plusOrMinus(sums.get(factor), sign, elements.get(column)));
                }
            }
        }
        return sums.entrySet().stream()
                .map(sum -> sum.getKey() == 1 ? sum.getValue() : Exprs.mul(sum.getValue(), number(sum.getKey())))
                .reduce(Exprs::add)
                .orElseThrow();
    }

    private static Expr plusOrMinus(Expr sum, int sign, Expr element) {
        if (sum == null) {
            return sign > 0 ? element : Exprs.neg(element);
        }
        return sign > 0 ? Exprs.add(sum, element) : Exprs.sub(sum, element);
    }
}
