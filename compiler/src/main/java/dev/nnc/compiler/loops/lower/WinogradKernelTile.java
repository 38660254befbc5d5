package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.LANES;
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
import dev.nnc.compiler.plan.Layout;
import dev.nnc.compiler.plan.prepare.WinogradMatrix;
import java.util.ArrayList;
import java.util.List;

/**
 * The transform of a convolution's kernel, or of the gradient of a transformed one: a pair of channels a lane. Its strides are
 * parameters, so that all convolutions of a network share it: little of a network's time goes into it.
 *
 * @param matrix what is multiplied with
 * @param exact whether what is behind the last column becomes 0
 */
record WinogradKernelTile(WinogradMatrix matrix, boolean exact) {
    private static final List<String> STRIDES = List.of("Row", "Column", "Channel");

    /** The transform as a kernel from {@code a} to {@code c}. */
    Kernel kernel(String name) {
        KernelBuilder kernel = new KernelBuilder();
        KernelBuilder.Array c = new KernelBuilder.Array("c", whole(0));
        kernel.loop("channel", index("from"), index("to"), whole(1), channel -> {
            kernel.loop("col", whole(0), index("columns"), LANES, col -> {
                Expr source = kernel.let("source", at("a", channel, col));
                Expr target = kernel.let("target", at("c", channel, col));
                WinogradTile.transform(
                        kernel,
                        matrix,
                        (row, column) -> new Expr.Load("a", plus(source, element("a", row, column))),
                        (row, column, value) ->
                                kernel.store(c, plus(target, element("c", row, column)), exact(value, col)));
            });
        });
        String what =
                "Transforms tiles of " + matrix.columns() + " x " + matrix.columns() + " elements of {@code a} into "
                        + matrix.rows() + " x " + matrix.rows() + " of {@code c}, for channels {@code from .. to}.";
        return new Kernel(name, List.of(what), parameters(), kernel.body());
    }

    private static Expr at(String array, Expr channel, Expr col) {
        Expr apart = new Expr.IntArithmetic(Expr.Operator.MULTIPLY, channel, index(array + "Channel"));
        return plus(plus(index(array + "At"), apart), col);
    }

    private static Expr element(String array, int row, int column) {
        return plus(times(index(array + "Row"), row), times(index(array + "Column"), column));
    }

    private Expr exact(Expr value, Expr col) {
        if (!exact) {
            return value;
        }
        Expr places = new Expr.Load("index", plus(index("indexAt"), col));
        Expr columns = Exprs.lanes(new Expr.ToFloat(index("columns")));
        return Exprs.choose(compare(Relation.LT, places, columns), value, number(0));
    }

    private List<Kernel.Parameter> parameters() {
        List<Kernel.Parameter> parameters = new ArrayList<>();
        for (String array : List.of("a", "c")) {
            parameters.add(new Kernel.Parameter(Kernel.Kind.FLOATS, array));
            parameters.add(new Kernel.Parameter(Kernel.Kind.INT, array + "At"));
            STRIDES.forEach(stride -> parameters.add(new Kernel.Parameter(Kernel.Kind.INT, array + stride)));
        }
        if (exact) {
            parameters.add(new Kernel.Parameter(Kernel.Kind.FLOATS, "index"));
            parameters.add(new Kernel.Parameter(Kernel.Kind.INT, "indexAt"));
        }
        for (String number : List.of("columns", "from", "to")) {
            parameters.add(new Kernel.Parameter(Kernel.Kind.INT, number));
        }
        return parameters;
    }

    /** What a call passes for an array: from behind, strides are negative. */
    static void pass(List<Stmt.Argument> arguments, KernelBuilder.Array array, Layout layout, boolean fromBehind) {
        int sign = fromBehind ? -1 : 1;
        int row = layout.stride(0);
        int column = layout.stride(1);
        int last = (layout.type().axis(0).extent(1) - 1) * (row + column);
        TileLoops.pass(arguments, array.name(), plus(array.start(), whole(fromBehind ? last : 0)));
        for (int stride : new int[] {sign * row, sign * column, layout.stride(2)}) {
            arguments.add(new Stmt.Argument.Value(whole(stride)));
        }
    }
}
