package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.LANES;
import static dev.nnc.compiler.loops.kernel.Exprs.choose;
import static dev.nnc.compiler.loops.kernel.Exprs.compare;
import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.ir.op.Compare.Relation;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Stmt;
import dev.nnc.compiler.loops.kernel.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Rows of memory as lanes: vectors that hold one place each of as many rows as there are lanes.
 *
 * <p>Four places are done together. The vectors that they are loaded into hold every fourth row each, four places of one behind
 * those of the other. Four lanes of all of them are a square then, which is transposed by exchanging lanes, first neighbours,
 * then neighbouring pairs.
 *
 * @param array what the rows are in
 * @param rowStride floats from one row to the next
 */
record LaneTranspose(String array, int rowStride) {
    /** Places that are done together; it takes as many lanes at least. */
    static final int PLACES = 4;

    /**
     * Stores four places of the rows as vectors.
     *
     * @param from where the first place of the first row is; nothing is loaded from behind the last place of the last row
     * @param to the array of the vectors
     * @param at where each vector goes
     */
    List<Stmt> places(Expr from, String to, List<Expr> at) {
        List<Stmt> body = new ArrayList<>();
        for (int row = 0; row < PLACES; row++) {
            body.add(new Stmt.Var("row" + row, load(from, row)));
        }
        body.add(fromLanes(8, row -> choose(new Expr.LaneBit(4), behind(from, row, 4), local("row", row))));
        body.add(fromLanes(16, row -> {
            Expr others = choose(new Expr.LaneBit(4), behind(from, row, 12), behind(from, row, 8));
            return choose(new Expr.LaneBit(8), others, local("row", row));
        }));
        for (int first = 0; first < PLACES; first += 2) {
            Expr[] pairs = exchange(body, "row", first, first + 1);
            body.add(new Stmt.Let("pair" + first, pairs[0]));
            body.add(new Stmt.Let("pair" + (first + 1), pairs[1]));
        }
        for (int first = 0; first < PLACES / 2; first++) {
            Expr[] places = exchange(body, "pair", first, first + 2);
            body.add(new Stmt.Store(to, at.get(first), places[0]));
            body.add(new Stmt.Store(to, at.get(first + 2), places[1]));
        }
        return body;
    }

    /** Fills the vectors of a machine of so many lanes. */
    private static Stmt fromLanes(int lanes, IntFunction<Expr> value) {
        List<Stmt> fill = new ArrayList<>();
        for (int row = 0; row < PLACES; row++) {
            fill.add(new Stmt.Assign("row" + row, value.apply(row)));
        }
        return new Stmt.If(compare(Relation.GE, LANES, whole(lanes)), fill, List.of());
    }

    /** Of a later row, in the lanes that have its number. */
    private Expr behind(Expr from, int row, int rows) {
        return new Expr.Load(array, plus(from, whole((row + rows) * rowStride - rows)));
    }

    private Expr load(Expr from, int row) {
        return new Expr.Load(array, plus(from, whole(row * rowStride)));
    }

    /** Two vectors after the lanes of one that have a bit have changed places with those of the other that have not. */
    private static Expr[] exchange(List<Stmt> body, String name, int first, int second) {
        int bit = second - first;
        Expr mask = new Expr.LaneBit(bit);
        Expr a = local(name, first);
        Expr b = local(name, second);
        String both = name + "s" + first + second;
        body.add(new Stmt.Let(both, new Expr.SwappedLanes(choose(mask, a, b), bit)));
        Expr swapped = new Expr.Local(both, Type.LANES);
        return new Expr[] {choose(mask, swapped, a), choose(mask, b, swapped)};
    }

    private static Expr local(String name, int number) {
        return new Expr.Local(name + number, Type.LANES);
    }
}
