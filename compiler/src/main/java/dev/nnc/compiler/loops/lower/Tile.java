package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.LANES;
import static dev.nnc.compiler.loops.kernel.Exprs.compare;
import static dev.nnc.compiler.loops.kernel.Exprs.dividedBy;
import static dev.nnc.compiler.loops.kernel.Exprs.index;
import static dev.nnc.compiler.loops.kernel.Exprs.minus;
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
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The inner kernel of a matrix product: some rows by some vectors of the result, held in registers while the summed axes run
 * in ascending order; each element is one chain of fused multiply-adds.
 *
 * @param rows rows of the tile
 * @param vectors vectors of the tile
 * @param shape strides and summed axes
 * @param packed whether the second operand's columns come from a {@link Panel}
 * @param goesOn whether the chains go on from what the result holds
 */
record Tile(int rows, int vectors, Shape shape, boolean packed, boolean goesOn) {
    /** Vectors that 32 registers hold beside those of the operands. */
    private static final int MOST_SUMS = 24;

    /** The same where an operand is one vector. */
    static final int MOST_SUMS_TOGETHER = 28;

    /** Terms of an innermost loop, at least, where another is put around it. */
    static final int LEAST_BLOCK = 16;

    /**
     * What tiles of one product share; every stride is a constant of the code, without which bounds checks stay in the loop.
     *
     * @param leftRow floats from one row to the next in the first operand
     * @param strip rows of a strip
     * @param leftStrip floats from one strip of rows to the next in the first operand
     * @param outRow floats from one row to the next in the result
     * @param sums the summed axes, the outermost first
     */
    record Shape(int leftRow, int strip, int leftStrip, int outRow, List<Sum> sums) {
        Shape {
            sums = List.copyOf(sums);
        }

        /** Of rows that are all as far apart. */
        Shape(int leftRow, int outRow, List<Sum> sums) {
            this(leftRow, Strip.ROWS, Strip.ROWS * leftRow, outRow, sums);
        }

        /** Where a row of the first operand is behind row 0. */
        int left(int row) {
            return row / strip * leftStrip + row % strip * leftRow;
        }

        /** The same without the outermost sum. */
        Shape withinFirst() {
            return new Shape(leftRow, strip, leftStrip, outRow, sums.subList(1, sums.size()));
        }

        /** The same with a sum over all examples as one over the terms of each, whose length is a constant. */
        Shape byExample() {
            Sum first = sums.get(0);
            return sums.size() > 1 || !first.overBatch() ? this : inBlocks(first.extent());
        }

        /** The same with so many steps of the outermost sum. */
        Shape withFirst(int extent) {
            List<Sum> shorter = new ArrayList<>(sums);
            Sum first = sums.get(0);
            shorter.set(0, new Sum(extent, first.over(), first.leftStride(), first.rightStride()));
            return new Shape(leftRow, strip, leftStrip, outRow, shorter);
        }

        /** Of the rows of matrices that are so far apart in the first operand and one behind the other in the result. */
        Shape together(int rows, int apart) {
            return new Shape(leftRow, rows, apart, outRow, sums);
        }

        /** The same with the innermost sum in blocks of so many terms, which divide it. */
        Shape inBlocks(int terms) {
            List<Sum> blocks = new ArrayList<>(sums);
            Sum last = blocks.remove(sums.size() - 1);
            blocks.add(
                    new Sum(last.extent() / terms, last.over(), last.leftStride() * terms, last.rightStride() * terms));
            blocks.add(new Sum(terms, Over.ONE, last.leftStride(), last.rightStride()));
            return new Shape(leftRow, strip, leftStrip, outRow, blocks);
        }

        boolean readsCount() {
            return sums.stream().anyMatch(Sum::overBatch);
        }

        /** The run-time numbers that the lengths of the sums depend on. */
        List<String> counts() {
            return sums.stream()
                    .map(Sum::over)
                    .filter(over -> over != Over.ONE)
                    .map(Over::count)
                    .distinct()
                    .toList();
        }

        /** Terms of each sum, for a batch of one example where they depend on it. */
        long terms() {
            return sums.stream().mapToLong(Sum::extent).reduce(1, (a, b) -> a * b);
        }

        /** How many terms stand behind one step of a summed axis. */
        int termsWithin(int axis) {
            return sums.subList(axis + 1, sums.size()).stream()
                    .mapToInt(Sum::extent)
                    .reduce(1, (a, b) -> a * b);
        }
    }

    /**
     * A summed axis.
     *
     * @param extent its elements, for one of what {@code over} counts
     * @param over what the extent is multiplied with
     */
    record Sum(int extent, Over over, int leftStride, int rightStride) {
        boolean overBatch() {
            return over == Over.EXAMPLES;
        }

        /** Its elements. */
        Expr end() {
            return over == Over.ONE ? whole(extent) : times(index(over.count), extent);
        }
    }

    /** What the length of a summed axis is a multiple of. */
    enum Over {
        ONE(""),
        EXAMPLES("count"),
        /** Of a {@link Strip}'s terms, or of those that {@link Terms} leaves. */
        BLOCKS("blocks");

        private final String count;

        Over(String count) {
            this.count = count;
        }

        /** The parameter that brings it. */
        String count() {
            return count;
        }
    }

    /** The same with other rows. */
    Tile withRows(int others) {
        return new Tile(others, vectors, shape, packed, goesOn);
    }

    /** The same with other sums. */
    Tile withShape(Shape other) {
        return new Tile(rows, vectors, other, packed, goesOn);
    }

    /**
     * A tile of twice the rows, or this one where that would not fit into 32 registers. Sums that go on are loaded and stored
     * for few terms: there, taller tiles are no faster, and take C2 longer.
     */
    Tile twice() {
        return !goesOn && 2 * rows * vectors <= MOST_SUMS ? withRows(2 * rows) : this;
    }

    /**
     * Loops over rows {@code from .. to - 1}. Machines of 16 lanes have 32 registers: there, taller tiles go as far as {@code
     * even}, and load a column once for more rows.
     *
     * @param tall the taller tile
     * @param place what is done at the first row of a tile
     */
    void each(KernelBuilder kernel, Tile tall, Expr from, Expr even, Expr to, BiConsumer<Tile, Expr> place) {
        if (!tall.equals(this) && even.equals(to) && even instanceof Expr.IntLiteral last) {
            int all = last.value() - ((Expr.IntLiteral) from).value();
            if (all % tall.rows == 0) {
                kernel.byLanes(() -> along(kernel, from, to, place), () -> tall.along(kernel, from, to, place));
                return;
            } else if (all < tall.rows) {
                along(kernel, from, to, place);
                return;
            }
        }
        each(kernel, tall, from, even, place, rest -> along(kernel, rest, to, place));
    }

    /** A loop over rows {@code from .. to - 1}, which are full tiles. */
    void along(KernelBuilder kernel, Expr from, Expr to, BiConsumer<Tile, Expr> place) {
        kernel.loop("row", from, to, whole(rows), row -> place.accept(this, row));
    }

    /** The same; {@code others} takes the first row that is not in a taller tile. */
    void each(
            KernelBuilder kernel,
            Tile tall,
            Expr from,
            Expr even,
            BiConsumer<Tile, Expr> place,
            Consumer<Expr> others) {
        if (tall.equals(this)) {
            others.accept(from);
            return;
        }
        Expr.Local rest = kernel.var("rest", from);
        kernel.when(compare(Relation.GE, LANES, whole(Columns.MOST_LANES)), () -> {
            kernel.assign(rest, plus(from, times(dividedBy(minus(even, from), tall.rows), tall.rows)));
            kernel.loop("row", from, rest, whole(tall.rows), row -> place.accept(tall, row));
        });
        others.accept(rest);
    }

    /** The tile as a kernel. */
    Kernel kernel(String name) {
        List<Kernel.Parameter> parameters = new ArrayList<>();
        for (String array : List.of("a", "b", "c")) {
            parameters.add(new Kernel.Parameter(Kernel.Kind.FLOATS, array));
            parameters.add(new Kernel.Parameter(Kernel.Kind.INT, array + "At"));
        }
        if (hasRowParameter()) {
            parameters.add(new Kernel.Parameter(Kernel.Kind.INT, "cRow"));
        }
        shape.counts().forEach(count -> parameters.add(new Kernel.Parameter(Kernel.Kind.INT, count)));
        String equation = goesOn ? "c += a b" : "c = a b";
        String what = rows + " x " + vectors + " vectors of {@code " + equation + "}, summed in ascending order"
                + (packed ? "; {@code b} is a panel." : ".");
        return new Kernel(name, List.of(what), parameters, body());
    }

    private List<Stmt> body() {
        List<Stmt> body = new ArrayList<>();
        boolean manyZeros = !goesOn && rows * vectors > 1;
        Expr zero = Exprs.lanes(number(0.0));
        if (manyZeros) {
            body.add(new Stmt.Let("zero", zero));
            zero = new Expr.Local("zero", Type.LANES);
        }
        for (int row = 0; row < rows; row++) {
            for (int vector = 0; vector < vectors; vector++) {
                Expr start = goesOn ? new Expr.Load("c", result(row, vector)) : zero;
                body.add(new Stmt.Var(sum(row, vector).name(), start));
            }
        }
        body.addAll(withShape(looped()).loop(0, index("aAt"), index("bAt")));
        for (int row = 0; row < rows; row++) {
            for (int vector = 0; vector < vectors; vector++) {
                body.add(new Stmt.Store("c", result(row, vector), sum(row, vector)));
            }
        }
        return body;
    }

    /**
     * The sums as loops. One that would be a loop by itself becomes two: where all sums of a loop start with one zero, C2 of
     * JDK 17 moves them between 16 registers and memory at each step. Sums that go on start with a number of their own, and
     * tiles for 32 registers have room.
     */
    private Shape looped() {
        Sum only = shape.sums().get(0);
        boolean crowded = rows > 1 && rows <= RowTiles.MANY && !goesOn;
        if (!crowded || shape.sums().size() > 1 || only.over() != Over.ONE) {
            return shape;
        }
        return IntStream.rangeClosed(LEAST_BLOCK, only.extent() / 2)
                .filter(size -> only.extent() % size == 0)
                .mapToObj(shape::inBlocks)
                .findFirst()
                .orElse(shape);
    }

    /**
     * Whether the distance between rows of the result is a parameter, so that products of other distances share the kernel.
     * Where sums go on for a few terms it is a constant: C2 keeps the place of each row until the end, and of JDK 17 takes sums
     * out of their registers when there are many.
     */
    boolean hasRowParameter() {
        return rows > 1 && !goesOnShortly();
    }

    /** Whether sums that go on do so for a known number of terms, which is small. */
    private boolean goesOnShortly() {
        return goesOn && shape.counts().isEmpty();
    }

    private Expr result(int row, int vector) {
        Expr ahead = hasRowParameter() ? times(index("cRow"), row) : whole(row * shape.outRow());
        return plus(plus(index("cAt"), ahead), lanes(vector));
    }

    private static Expr lanes(int vector) {
        return times(LANES, vector);
    }

    /** Where a vector of the second operand is behind the first: what a panel does not hold is in the next one. */
    private Expr column(int vector) {
        int panel = packed ? vector / Panel.VECTORS : 0;
        return panel == 0
                ? lanes(vector)
                : times(LANES, Math.toIntExact(panel * Panel.VECTORS * shape.terms()) + vector % Panel.VECTORS);
    }

    private static Expr.Local sum(int row, int vector) {
        return new Expr.Local("c" + row + vector, Type.LANES);
    }

    /** One step of the innermost sum a turn: C2 spills the tile's registers where there are two. */
    private List<Stmt> loop(int depth, Expr left, Expr right) {
        Sum axis = shape.sums().get(depth);
        String k = depth == 0 ? "k" : "k" + (depth + 1);
        Expr nextLeft = plus(left, times(index(k), axis.leftStride()));
        Expr nextRight = plus(
                right,
                packed
                        ? Panel.step(index(k), Math.min(vectors, Panel.VECTORS) * shape.termsWithin(depth))
                        : times(index(k), axis.rightStride()));
        boolean innermost = depth == shape.sums().size() - 1;
        List<Stmt> inner = innermost ? products(nextLeft, nextRight) : loop(depth + 1, nextLeft, nextRight);
        return List.of(new Stmt.For(k, whole(0), axis.end(), whole(1), inner));
    }

    /**
     * Whether the first number of a step is in front of the row of the second operand. C2 of JDK 17 otherwise loads most numbers
     * before the row, and spills sums: where the numbers are neighbours and no panel has an index of its own, and where sums go
     * on for a few terms.
     */
    private boolean numberIsFirst() {
        return goesOnShortly() || rows > RowTiles.FEW && shape.leftRow() == 1 && !packed;
    }

    /** One step of the sum: a row of the second operand into vectors, then each row's number times them. */
    private List<Stmt> products(Expr left, Expr right) {
        List<Stmt> step = new ArrayList<>();
        for (int vector = 0; vector < vectors; vector++) {
            step.add(new Stmt.Let("b" + vector, new Expr.Load("b", plus(right, column(vector)))));
        }
        for (int row = 0; row < rows; row++) {
            Expr factor = new Expr.Splat(new Expr.Element("a", plus(left, whole(shape.left(row))), Type.FLOAT));
            if (vectors > 1) {
                int at = row == 0 && numberIsFirst() ? 0 : step.size();
                step.add(at, new Stmt.Let("a" + row, factor));
                factor = new Expr.Local("a" + row, Type.LANES);
            }
            for (int vector = 0; vector < vectors; vector++) {
                Expr.Local sum = sum(row, vector);
                Expr product = new Expr.Fma(factor, new Expr.Local("b" + vector, Type.LANES), sum);
                step.add(new Stmt.Assign(sum.name(), product));
            }
        }
        return step;
    }
}
