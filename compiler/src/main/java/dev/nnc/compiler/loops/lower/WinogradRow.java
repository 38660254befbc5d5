package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.compare;
import static dev.nnc.compiler.loops.kernel.Exprs.index;
import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.ir.op.Compare.Relation;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Exprs;
import dev.nnc.compiler.loops.kernel.Kernel;
import dev.nnc.compiler.loops.kernel.Stmt;
import dev.nnc.compiler.loops.kernel.Type;
import dev.nnc.compiler.plan.prepare.WinogradMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * One row of tiles between a matrix and its transpose: no row of the matrices of the gradient has more than two elements that
 * are not 0, so that which two rows of the tile it takes, and their factors, are parameters.
 *
 * @param matrix what is multiplied with
 * @param from where tiles are
 * @param to where the rows of transformed tiles are
 * @param grid how many there are
 */
record WinogradRow(WinogradMatrix matrix, WinogradTile.Side from, WinogradTile.Side to, WinogradTile.Grid grid) {
    /** The rows as a kernel from {@code a} to {@code c}. */
    Kernel kernel(String name) {
        KernelBuilder kernel = new KernelBuilder();
        KernelBuilder.Array c = new KernelBuilder.Array("c", index("cAt"));
        grid.each(kernel, from, to, (source, target) -> {
            List<Expr> elements = new ArrayList<>();
            for (int column = 0; column < matrix.columns(); column++) {
                Expr first = Exprs.mul(load("aAt", source, column), factor("factor"));
                elements.add(kernel.let("u", Exprs.fma(load("otherAt", source, column), factor("otherFactor"), first)));
            }
            WinogradTile.row(
                    matrix,
                    0,
                    elements,
                    (row, column, value) -> kernel.store(c, plus(target, to.element(row, column)), value));
        });
        List<Kernel.Parameter> parameters = WinogradTile.parameters("aAt", "otherAt");
        for (String factor : List.of("factor", "otherFactor")) {
            parameters.add(new Kernel.Parameter(Kernel.Kind.FLOAT, factor));
        }
        String what = "A row of transformed tiles, from two rows of tiles of " + matrix.columns() + " x "
                + matrix.columns() + " elements of {@code a}.";
        return new Kernel(name, List.of(what), parameters, kernel.body());
    }

    private Expr load(String start, Expr source, int column) {
        return new Expr.Load("a", plus(plus(index(start), source), from.element(0, column)));
    }

    private static Expr factor(String name) {
        return new Expr.Local(name, Type.FLOAT);
    }

    /** What a call passes for a row of the matrix. */
    List<Stmt.Argument> arguments(String a, Expr start, String c, Expr target, Expr row) {
        Expr first = chosen(row, number -> whole(rowsOf(number)[0] * from.row()));
        Expr other = chosen(row, number -> whole(rowsOf(number)[1] * from.row()));
        return List.of(
                new Stmt.Argument.Array(a),
                new Stmt.Argument.Value(plus(start, first)),
                new Stmt.Argument.Value(plus(start, other)),
                new Stmt.Argument.Array(c),
                new Stmt.Argument.Value(target),
                new Stmt.Argument.Value(chosen(row, number -> factorOf(number, 0))),
                new Stmt.Argument.Value(chosen(row, number -> factorOf(number, 1))));
    }

    /** The two rows of a tile that a row of the matrix takes; of a single one, any other one with it. */
    private int[] rowsOf(int number) {
        List<Integer> taken = new ArrayList<>();
        for (int column = 0; column < matrix.columns(); column++) {
            if (matrix.at(number, column) != 0) {
                taken.add(column);
            }
        }
        int only = taken.get(0);
        int second = taken.size() > 1 ? taken.get(1) : 1 - only;
        return new int[] {Math.min(only, second), Math.max(only, second)};
    }

    private Expr factorOf(int number, int which) {
        return Exprs.number(matrix.at(number, rowsOf(number)[which]));
    }

    /** What belongs to a row of the matrix, by its number at run time. */
    private Expr chosen(Expr row, IntFunction<Expr> of) {
        Expr last = of.apply(matrix.rows() - 1);
        for (int number = matrix.rows() - 2; number >= 0; number--) {
            Expr own = of.apply(number);
            if (!own.equals(last)) {
                last = Exprs.choose(compare(Relation.EQ, row, whole(number)), own, last);
            }
        }
        return last;
    }
}
