package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.compare;
import static dev.nnc.compiler.loops.kernel.Exprs.index;
import static dev.nnc.compiler.loops.kernel.Exprs.number;
import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.times;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.ir.op.Compare.Relation;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Exprs;
import dev.nnc.compiler.loops.kernel.Kernel;
import dev.nnc.compiler.loops.kernel.Stmt;
import dev.nnc.compiler.loops.kernel.Type;
import dev.nnc.compiler.plan.Layout;
import java.util.ArrayList;
import java.util.List;

/**
 * The inner kernel of sums along lanes: some rows by some columns of the result, each a vector of sums that go on from what
 * memory holds. It runs down the lines of both operands, for some blocks of 16 floats after the other; each virtual lane is
 * one chain of fused multiply-adds.
 *
 * @param rows rows of the tile
 * @param columns columns of the tile
 * @param leftRow floats from one row to the next in the first operand
 * @param rightColumn floats from one column to the next in the second
 * @param sumsRow floats from the sums of one row to those of the next
 * @param lines the summed axes around the lines, the outermost first
 * @param width floats of a line
 */
record LaneSumTile(int rows, int columns, int leftRow, int rightColumn, int sumsRow, List<Tile.Sum> lines, int width) {
    /** Blocks of a line that are written one after the other: they share a loop's overhead. */
    private static final int BLOCKS_TOGETHER = 2;

    LaneSumTile {
        lines = List.copyOf(lines);
    }

    /** Whether the last block of a line is not full, and the places of lanes are needed to mask it. */
    boolean hasTail() {
        return width % Layout.BLOCK != 0;
    }

    /** Where the last block of a line is, if it is not full. */
    int tail() {
        return width / Layout.BLOCK * Layout.BLOCK;
    }

    /** The tile as a kernel. */
    Kernel kernel(String name) {
        List<Kernel.Parameter> parameters = new ArrayList<>();
        for (String array : hasTail() ? List.of("a", "b", "sums", "index") : List.of("a", "b", "sums")) {
            parameters.add(new Kernel.Parameter(Kernel.Kind.FLOATS, array));
            parameters.add(new Kernel.Parameter(Kernel.Kind.INT, array + "At"));
        }
        String what = rows + " x " + columns + " vectors of {@code sums += a b}, summed along lines of " + width
                + " floats by virtual lanes.";
        return new Kernel(name, List.of(what), parameters, body());
    }

    private List<Stmt> body() {
        List<Stmt> body = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                body.add(new Stmt.Var(sum(row, column).name(), new Expr.Load("sums", at(row, column))));
            }
        }
        body.addAll(blocks());
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                body.add(new Stmt.Store("sums", at(row, column), sum(row, column)));
            }
        }
        return body;
    }

    private Expr at(int row, int column) {
        return plus(index("sumsAt"), whole(row * sumsRow + column * Layout.BLOCK));
    }

    private static Expr.Local sum(int row, int column) {
        return new Expr.Local("sum" + row + column, Type.LANES);
    }

    /** Some blocks of all lines, then the next: a loop down the lines is long, and one along a line is not. */
    private List<Stmt> blocks() {
        int together = BLOCKS_TOGETHER * Layout.BLOCK;
        int even = width / together * together;
        List<Stmt> blocks = new ArrayList<>();
        if (even > together) {
            List<Stmt> lines =
                    lines(0, plus(index("aAt"), index("col")), plus(index("bAt"), index("col")), 0, together);
            blocks.add(new Stmt.For("col", whole(0), whole(even), whole(together), lines));
        } else if (even > 0) {
            blocks.addAll(lines(0, index("aAt"), index("bAt"), 0, together));
        }
        if (hasTail()) {
            Expr places = new Expr.Load("index", index("indexAt"));
            Expr inside = compare(Relation.LT, places, Exprs.lanes(number((double) width)));
            blocks.add(new Stmt.Let("inside", inside));
        }
        if (even < width) {
            blocks.addAll(lines(0, index("aAt"), index("bAt"), even, width));
        }
        return blocks;
    }

    /** Floats {@code from .. to - 1} of all lines. */
    private List<Stmt> lines(int depth, Expr left, Expr right, int from, int to) {
        if (depth == lines.size()) {
            List<Stmt> line = new ArrayList<>();
            for (int col = from; col < to; col += Layout.BLOCK) {
                line.addAll(products(left, right, col, col + Layout.BLOCK > to));
            }
            return line;
        }
        Tile.Sum axis = lines.get(depth);
        String k = depth == 0 ? "k" : "k" + (depth + 1);
        Expr nextLeft = plus(left, times(index(k), axis.leftStride()));
        Expr nextRight = plus(right, times(index(k), axis.rightStride()));
        return List.of(
                new Stmt.For(k, whole(0), axis.end(), whole(1), lines(depth + 1, nextLeft, nextRight, from, to)));
    }

    /** One block: a vector of each column, then each row's vector times them. */
    private List<Stmt> products(Expr left, Expr right, int col, boolean masked) {
        List<Stmt> products = new ArrayList<>();
        List<Expr> loaded = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            Expr.Local b = new Expr.Local("b" + column + "Of" + col, Type.LANES);
            products.add(new Stmt.Let(b.name(), load("b", plus(right, whole(col + column * rightColumn)), masked)));
            loaded.add(b);
        }
        for (int row = 0; row < rows; row++) {
            Expr.Local a = new Expr.Local("a" + row + "Of" + col, Type.LANES);
            products.add(new Stmt.Let(a.name(), load("a", plus(left, whole(col + row * leftRow)), masked)));
            for (int column = 0; column < columns; column++) {
                Expr.Local sum = sum(row, column);
                products.add(new Stmt.Assign(sum.name(), new Expr.Fma(a, loaded.get(column), sum)));
            }
        }
        return products;
    }

    /** Lanes behind a line hold anything, also what is no number: 0 in both operands, they change no sum. */
    private static Expr load(String array, Expr at, boolean masked) {
        Expr lanes = new Expr.Load(array, at);
        return masked ? Exprs.choose(new Expr.Local("inside", Type.MASK), lanes, number(0.0)) : lanes;
    }
}
