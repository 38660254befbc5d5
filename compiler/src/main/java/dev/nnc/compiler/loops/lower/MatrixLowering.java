package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.LANES;
import static dev.nnc.compiler.loops.kernel.Exprs.minus;
import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.roundDown;
import static dev.nnc.compiler.loops.kernel.Exprs.times;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Exprs;
import dev.nnc.compiler.loops.kernel.Kernel;
import dev.nnc.compiler.loops.kernel.Stmt;
import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.plan.Layout;
import dev.nnc.compiler.plan.Place;
import dev.nnc.compiler.plan.Region;
import java.util.ArrayList;
import java.util.List;

/**
 * Shapes the kernel of a matrix product: tiles over rows and columns, and behind each tile, while it is in the cache, what is
 * done to its elements.
 *
 * <p>A machine with 32 vector registers takes tiles of 8 rows by 2 vectors, one with 16 tiles of 4 by 2; the rows that are
 * left over take smaller ones. Every element is the same chain of multiply-adds in all of them.
 */
final class MatrixLowering {
    private static final int MANY_ROWS = 8;
    private static final int FEW_ROWS = 4;

    private final ProgramContext program;
    private final Region region;
    private final Graph graph;
    private final Product product;
    private final Place left;
    private final Place right;
    private final Place out;
    private final String name;
    private final KernelBuilder kernel = new KernelBuilder();
    private List<Kernel.Parameter> finishParameters = List.of();
    private String finish = "";

    private MatrixLowering(ProgramContext program, Region region) {
        this.program = program;
        this.region = region;
        graph = program.plan().graph();
        Node hero = graph.node(region.hero());
        left = program.plan().view(hero.input(0));
        right = program.plan().view(hero.input(1));
        out = program.plan()
                .places()
                .getOrDefault(hero.id(), region.writes().get(0).place());
        product = new Product((Contraction) hero.op(), left.layout(), right.layout(), out.layout());
        name = program.kernelName(region);
    }

    /** The launch of the region's kernel, which is added to the program's kernels. */
    static Step.Launch lower(ProgramContext program, Region region) {
        return new MatrixLowering(program, region).lower();
    }

    private Step.Launch lower() {
        KernelBuilder.Array a = kernel.array(left, program.localName(hero().input(0)));
        KernelBuilder.Array b = kernel.array(right, program.localName(hero().input(1)));
        KernelBuilder.Array c = kernel.array(out, program.localName(region.hero()));
        if (product.shape().readsCount()) {
            kernel.count();
        }
        writeFinish();
        Expr[] units = kernel.units();
        if (product.outerAxes().isEmpty()) {
            columns(a.start(), b.start(), c.start(), units[0], units[1], whole(0), a, b, c);
            return program.launch(kernel, region, name, program.rowsSplit(rowAxes(), MANY_ROWS, region));
        }
        kernel.loop("outer", units[0], units[1], whole(1), unit -> outer(unit, a, b, c));
        return program.launch(kernel, region, name, program.rowsSplit(product.outerAxes(), 1, region));
    }

    private List<Axis> rowAxes() {
        return product.rowAxes().isEmpty() ? List.of(Axis.of(1)) : product.rowAxes();
    }

    private Node hero() {
        return graph.node(region.hero());
    }

    private void outer(Expr unit, KernelBuilder.Array a, KernelBuilder.Array b, KernelBuilder.Array c) {
        Frame frame = new Frame(product.outerAxes(), unit, whole(0), false);
        Expr aStart = kernel.let("aStart", plus(a.start(), frame.offset(product.outerStrides(Product.Operand.LEFT))));
        Expr bStart = kernel.let("bStart", plus(b.start(), frame.offset(product.outerStrides(Product.Operand.RIGHT))));
        Expr cStart = kernel.let("cStart", plus(c.start(), frame.offset(product.outerStrides(Product.Operand.OUT))));
        int rows = 1;
        boolean overBatch = false;
        for (Axis axis : product.rowAxes()) {
            rows *= axis.extent(1);
            overBatch |= axis.isBatch();
        }
        Expr end = overBatch ? times(kernel.count(), rows) : whole(rows);
        columns(aStart, bStart, cStart, whole(0), end, kernel.let("first", times(unit, rows)), a, b, c);
    }

    /** Panels of two vectors, then the vector that is left where they do not divide the width. */
    private void columns(
            Expr aStart,
            Expr bStart,
            Expr cStart,
            Expr from,
            Expr to,
            Expr first,
            KernelBuilder.Array a,
            KernelBuilder.Array b,
            KernelBuilder.Array c) {
        int width = Layout.roundUp(product.width());
        Expr rows = minus(to, from);
        Expr many = plus(from, roundDown(rows, MANY_ROWS));
        Expr manyEnd = kernel.let("many", new Expr.Choice(new Expr.ManyRegisters(), many, from));
        Expr fewEnd = kernel.let("few", plus(manyEnd, roundDown(minus(to, manyEnd), FEW_ROWS)));
        Expr pair = times(LANES, 2);
        Panel panel = new Panel(aStart, bStart, cStart, first, a, b, c);
        kernel.loop("col", whole(0), plus(minus(whole(width), pair), whole(1)), pair, col -> {
            if (width >= 2 * Layout.BLOCK) {
                tiles(panel, MANY_ROWS, 2, from, manyEnd, col);
                tiles(panel, FEW_ROWS, 2, manyEnd, fewEnd, col);
            } else {
                tiles(panel, FEW_ROWS, 2, from, fewEnd, col);
            }
            tiles(panel, 1, 2, fewEnd, to, col);
        });
        if (width % (2 * Layout.BLOCK) != 0) {
            kernel.comment("one vector is left where 16 lanes fill it");
            Expr rest = minus(whole(width), new Expr.IntArithmetic(Expr.Operator.REMAINDER, whole(width), pair));
            kernel.loop("col", rest, whole(width), LANES, col -> {
                tiles(panel, MANY_ROWS, 1, from, manyEnd, col);
                tiles(panel, 1, 1, manyEnd, to, col);
            });
        }
    }

    /** Where the arrays of one matrix start, and the number of its first row among all rows. */
    private record Panel(
            Expr aStart,
            Expr bStart,
            Expr cStart,
            Expr first,
            KernelBuilder.Array a,
            KernelBuilder.Array b,
            KernelBuilder.Array c) {}

    private void tiles(Panel panel, int rows, int vectors, Expr from, Expr to, Expr col) {
        Tile tile = new Tile(rows, vectors, product.shape());
        String tileName = program.intern(tile.kernel(name + "Tile" + rows + "x" + vectors));
        kernel.loop("row", from, to, whole(rows), row -> {
            List<Stmt.Argument> arguments = new ArrayList<>();
            pass(
                    arguments,
                    panel.a(),
                    plus(panel.aStart(), times(row, tile.shape().leftRow())));
            pass(arguments, panel.b(), plus(panel.bStart(), col));
            pass(
                    arguments,
                    panel.c(),
                    plus(plus(panel.cStart(), times(row, tile.shape().outRow())), col));
            if (tile.shape().readsCount()) {
                arguments.add(new Stmt.Argument.Value(kernel.count()));
            }
            kernel.add(new Stmt.Call(tileName, arguments));
            if (!finish.isEmpty()) {
                callFinish(plus(panel.first(), row), rows, col, vectors);
            }
        });
    }

    private static void pass(List<Stmt.Argument> arguments, KernelBuilder.Array array, Expr start) {
        arguments.add(new Stmt.Argument.Array(array.name()));
        arguments.add(new Stmt.Argument.Value(start));
    }

    private void callFinish(Expr row, int rows, Expr col, int vectors) {
        List<Stmt.Argument> arguments = new ArrayList<>(KernelBuilder.handOn(finishParameters));
        for (Expr bound : List.of(row, plus(row, whole(rows)), col, plus(col, times(LANES, vectors)))) {
            arguments.add(new Stmt.Argument.Value(bound));
        }
        kernel.add(new Stmt.Call(finish, arguments));
    }

    /** The kernel that does to the elements of a tile what follows the product. */
    private void writeFinish() {
        List<Region.Write> writes = region.writes().stream()
                .filter(write -> write.node() != region.hero() || program.needsExactPadding(write))
                .toList();
        if (writes.isEmpty()) {
            return;
        }
        KernelBuilder tail = kernel.callee();
        Values values = new Values(program, tail);
        region.nodes().forEach(values::hide);
        values.reveal(region.hero());
        values.locate(region.hero(), out);
        tail.loop(
                "row",
                Exprs.index("from"),
                Exprs.index("to"),
                whole(1),
                row -> tail.loop("col", Exprs.index("left"), Exprs.index("right"), LANES, col -> {
                    values.enter();
                    Frame frame = new Frame(region.rows(), row, col, true);
                    List<Expr> results = new ArrayList<>();
                    for (Region.Write write : writes) {
                        Expr value = Exprs.lanes(values.inLanes(write.node(), frame));
                        Expr exact = program.exact(tail, values, write, frame, value);
                        // Before the first store: what is stored may stand where the next value is still read from.
                        results.add(writes.size() == 1 ? exact : tail.let(program.localName(write.node()), exact));
                    }
                    for (int i = 0; i < writes.size(); i++) {
                        Region.Write write = writes.get(i);
                        KernelBuilder.Array array = tail.array(write.place(), program.localName(write.node()));
                        Expr at = values.offset(write.place().layout(), Values.inLanes(frame), frame);
                        tail.store(array, at, results.get(i));
                    }
                }));
        finishParameters = tail.parameters();
        List<Kernel.Parameter> parameters = new ArrayList<>(finishParameters);
        for (String bound : List.of("from", "to", "left", "right")) {
            parameters.add(new Kernel.Parameter(Kernel.Kind.INT, bound));
        }
        List<String> text = List.of("What follows the product, for rows {@code from .. to} of one tile.");
        finish = program.intern(new Kernel(name + "Finish", text, parameters, tail.body()));
    }
}
