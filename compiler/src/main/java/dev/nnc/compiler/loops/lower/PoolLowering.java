package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.number;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.op.Compare.Relation;
import dev.nnc.compiler.ir.op.Pool;
import dev.nnc.compiler.ir.op.PoolIndex;
import dev.nnc.compiler.ir.op.PoolPick;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Exprs;
import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.plan.Region;
import java.util.List;

/**
 * Shapes the kernel of a pooling: for each place of the window and each block of lanes, one pass over the elements of the
 * window in row-major order; padding is left out by the bounds of the loops.
 */
final class PoolLowering {
    private final ProgramContext program;
    private final Region region;
    private final Node node;
    private final WindowLoops loops;
    private final KernelBuilder kernel = new KernelBuilder();
    private final Values values;

    private PoolLowering(ProgramContext program, Region region) {
        this.program = program;
        this.region = region;
        node = program.plan().graph().node(region.hero());
        values = new Values(program, kernel);
        region.nodes().forEach(values::hide);
        int last = node.type().rank() - 1;
        boolean loadable = region.writes().get(0).place().layout().lane() == last
                && node.inputs().stream().allMatch(input -> values.canLoad(input, last));
        loops = new WindowLoops(
                kernel,
                WindowLoops.pooling(node.op()),
                program.plan().graph().type(node.input(0)),
                node.type(),
                loadable);
    }

    /** The launch of the region's kernel, which is added to the program's kernels. */
    static Step.Launch lower(ProgramContext program, Region region) {
        return new PoolLowering(program, region).lower();
    }

    private Step.Launch lower() {
        Expr[] units = kernel.units();
        List<Axis> outer = loops.outerAxes();
        if (outer.isEmpty()) {
            loops.eachPlace(List.of(), this::place);
            return program.launch(kernel, region, Step.Split.NONE);
        }
        kernel.loop("example", units[0], units[1], whole(1), unit -> loops.eachPlace(List.of(unit), this::place));
        return program.launch(kernel, region, program.rowsSplit(outer, region));
    }

    private void place(List<Expr> place) {
        values.enter();
        Op op = node.op();
        if (op instanceof Pool pool && pool.kind() == Pool.Kind.SUM) {
            Expr.Local sum = kernel.var("sum", loops.spread(0));
            eachElement(place, (source, element) -> kernel.assign(sum, Exprs.add(sum, read(node.input(0), source))));
            write(node.id(), place, sum);
        } else if (op instanceof PoolPick) {
            Expr index = kernel.let("index", read(node.input(1), place));
            Expr.Local picked = kernel.var("picked", loops.spread(0));
            eachElement(place, (source, element) -> {
                Expr here = Exprs.compare(Relation.EQ, index, element);
                kernel.assign(picked, Exprs.choose(here, read(node.input(0), source), picked));
            });
            write(node.id(), place, picked);
        } else {
            largest(place);
        }
    }

    /** The largest element and its number, of which the region may need one or both. */
    private void largest(List<Expr> place) {
        Expr.Local most = kernel.var("most", loops.spread(Double.NEGATIVE_INFINITY));
        boolean indexed = region.nodes().stream().anyMatch(this::isIndex);
        boolean known = !loops.reachesPadding();
        Expr.Local index = indexed ? kernel.var("index", loops.spread(known ? 0 : -1)) : null;
        eachElement(place, (source, element) -> {
            Expr value = kernel.let("value", read(node.input(0), source));
            Expr larger = new Expr.Logic(
                    Expr.Operator.OR,
                    Exprs.compare(Relation.GT, value, most),
                    Exprs.compare(Relation.NE, value, value));
            Expr wins = indexed ? kernel.let("larger", larger) : larger;
            if (indexed) {
                Expr first = new Expr.Logic(Expr.Operator.OR, wins, Exprs.compare(Relation.LT, index, number(0)));
                kernel.assign(index, Exprs.choose(known ? wins : first, element, index));
            }
            kernel.assign(most, Exprs.choose(wins, value, most));
        });
        for (int written : region.nodes()) {
            write(written, place, isIndex(written) ? index : most);
        }
    }

    /** The elements of a window: those that padding may leave out are in branches. */
    private void eachElement(List<Expr> place, WindowLoops.Element body) {
        loops.eachElement(
                place,
                loops.reachesPadding() ? (source, element) -> values.apart(() -> body.at(source, element)) : body);
    }

    private boolean isIndex(int id) {
        return program.plan().graph().node(id).op() instanceof PoolIndex;
    }

    private Expr read(int input, List<Expr> at) {
        return values.value(input, loops.index(at), loops.frame(at));
    }

    private void write(int id, List<Expr> at, Expr value) {
        Region.Write write = region.writes().stream()
                .filter(other -> other.node() == id)
                .findFirst()
                .orElseThrow();
        KernelBuilder.Array array = kernel.array(write.place(), program.localName(id));
        kernel.store(array, values.offset(write.place().layout(), loops.index(at), loops.frame(at)), value);
    }
}
