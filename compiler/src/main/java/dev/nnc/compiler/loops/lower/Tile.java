package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.LANES;
import static dev.nnc.compiler.loops.kernel.Exprs.index;
import static dev.nnc.compiler.loops.kernel.Exprs.number;
import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.roundDown;
import static dev.nnc.compiler.loops.kernel.Exprs.times;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Exprs;
import dev.nnc.compiler.loops.kernel.Kernel;
import dev.nnc.compiler.loops.kernel.Stmt;
import dev.nnc.compiler.loops.kernel.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The inner kernel of a matrix product: some rows by some vectors of the result, held in registers while the summed axes run
 * in ascending order; each element is one chain of fused multiply-adds.
 *
 * @param rows rows of the tile
 * @param vectors vectors of the tile
 * @param shape strides and summed axes
 */
record Tile(int rows, int vectors, Shape shape) {
    /**
     * What tiles of one product share; every stride is a constant of the code, without which bounds checks stay in the loop.
     *
     * @param leftRow floats from one row to the next in the first operand
     * @param outRow floats from one row to the next in the result
     * @param sums the summed axes, the outermost first
     */
    record Shape(int leftRow, int outRow, List<Sum> sums) {
        Shape {
            sums = List.copyOf(sums);
        }

        boolean readsCount() {
            return sums.stream().anyMatch(Sum::overBatch);
        }
    }

    /**
     * A summed axis.
     *
     * @param extent its elements, for one example where {@code overBatch}
     * @param overBatch whether it counts through the batch
     */
    record Sum(int extent, boolean overBatch, int leftStride, int rightStride) {}

    /** The tile as a kernel. */
    Kernel kernel(String name) {
        List<Kernel.Parameter> parameters = new ArrayList<>();
        for (String array : List.of("a", "b", "c")) {
            parameters.add(new Kernel.Parameter(Kernel.Kind.FLOATS, array));
            parameters.add(new Kernel.Parameter(Kernel.Kind.INT, array + "At"));
        }
        if (shape.readsCount()) {
            parameters.add(new Kernel.Parameter(Kernel.Kind.INT, "count"));
        }
        String what = rows + " x " + vectors + " vectors of {@code c = a b}, each element summed in ascending order.";
        return new Kernel(name, List.of(what), parameters, body());
    }

    private List<Stmt> body() {
        List<Stmt> body = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            for (int vector = 0; vector < vectors; vector++) {
                body.add(new Stmt.Var(sum(row, vector).name(), Exprs.lanes(number(0.0))));
            }
        }
        body.addAll(loop(0, index("aAt"), index("bAt")));
        for (int row = 0; row < rows; row++) {
            for (int vector = 0; vector < vectors; vector++) {
                Expr at = plus(plus(index("cAt"), whole(row * shape.outRow())), lanes(vector));
                body.add(new Stmt.Store("c", at, sum(row, vector)));
            }
        }
        return body;
    }

    private static Expr lanes(int vector) {
        return times(LANES, vector);
    }

    private static Expr.Local sum(int row, int vector) {
        return new Expr.Local("c" + row + vector, Type.LANES);
    }

    private List<Stmt> loop(int depth, Expr left, Expr right) {
        Sum axis = shape.sums().get(depth);
        String k = depth == 0 ? "k" : "k" + (depth + 1);
        if (depth == shape.sums().size() - 1) {
            return inPairs(axis, k, left, right);
        }
        List<Stmt> inner = loop(depth + 1, at(left, axis.leftStride(), k), at(right, axis.rightStride(), k));
        return List.of(new Stmt.For(k, whole(0), end(axis), whole(1), inner));
    }

    /** Two steps a turn, which is a quarter faster where 16 registers hold the tile, and the one that is left. */
    private List<Stmt> inPairs(Sum axis, String k, Expr left, Expr right) {
        List<Stmt> one = products(at(left, axis.leftStride(), k), at(right, axis.rightStride(), k), "");
        List<Stmt> two = new ArrayList<>(one);
        two.addAll(products(
                plus(at(left, axis.leftStride(), k), whole(axis.leftStride())),
                plus(at(right, axis.rightStride(), k), whole(axis.rightStride())),
                "next"));
        boolean odd = axis.overBatch() || axis.extent() % 2 != 0;
        Expr pairs = odd ? roundDown(end(axis), 2) : end(axis);
        List<Stmt> loops = new ArrayList<>();
        loops.add(new Stmt.For(k, whole(0), pairs, whole(2), two));
        if (odd) {
            loops.add(new Stmt.For(k, pairs, end(axis), whole(1), one));
        }
        return loops;
    }

    private static Expr end(Sum axis) {
        return axis.overBatch() ? times(index("count"), axis.extent()) : whole(axis.extent());
    }

    private static Expr at(Expr start, int stride, String k) {
        return plus(start, times(index(k), stride));
    }

    /** One step of the sum: a row of the second operand into vectors, then each row's number times them. */
    private List<Stmt> products(Expr left, Expr right, String prefix) {
        List<Stmt> step = new ArrayList<>();
        for (int vector = 0; vector < vectors; vector++) {
            step.add(new Stmt.Let(name(prefix, "b", vector), new Expr.Load("b", plus(right, lanes(vector)))));
        }
        for (int row = 0; row < rows; row++) {
            Expr element = new Expr.Element("a", plus(left, whole(row * shape.leftRow())), Type.FLOAT);
            step.add(new Stmt.Let(name(prefix, "a", row), new Expr.Splat(element)));
            for (int vector = 0; vector < vectors; vector++) {
                Expr.Local sum = sum(row, vector);
                step.add(new Stmt.Assign(
                        sum.name(),
                        new Expr.Fma(
                                new Expr.Local(name(prefix, "a", row), Type.LANES),
                                new Expr.Local(name(prefix, "b", vector), Type.LANES),
                                sum)));
            }
        }
        return step;
    }

    private static String name(String prefix, String letter, int number) {
        return prefix.isEmpty() ? letter + number : prefix + letter.toUpperCase(Locale.ROOT) + number;
    }
}
