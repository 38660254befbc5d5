package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.times;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.op.Compare.Relation;
import dev.nnc.compiler.ir.op.PoolScatter;
import dev.nnc.compiler.ir.op.Pooling;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Exprs;
import dev.nnc.compiler.loops.kernel.Type;
import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.plan.Layout;
import dev.nnc.compiler.plan.Place;
import dev.nnc.compiler.plan.Region;
import java.util.List;

/**
 * Shapes the kernel that spreads each element over its window: one example after the other, the places in ascending order, so
 * that where windows overlap the sum is always the same.
 */
final class UnpoolLowering {
    private final ProgramContext program;
    private final Region region;
    private final Node node;
    private final Place place;
    private final WindowLoops loops;
    private final KernelBuilder kernel = new KernelBuilder();
    private final Values values;

    private UnpoolLowering(ProgramContext program, Region region) {
        this.program = program;
        this.region = region;
        node = program.plan().graph().node(region.hero());
        place = region.writes().get(0).place();
        values = new Values(program, kernel);
        values.hide(node.id());
        int last = node.type().rank() - 1;
        Pooling pooling = WindowLoops.pooling(node.op());
        boolean loadable = place.layout().lane() == last
                && pooling.axis() + pooling.size().size() <= last
                && node.inputs().stream().allMatch(input -> values.canLoad(input, last));
        loops = new WindowLoops(
                kernel, pooling, node.type(), program.plan().graph().type(node.input(0)), loadable);
    }

    /** The launch of the region's kernel, which is added to the program's kernels. */
    static Step.Launch lower(ProgramContext program, Region region) {
        return new UnpoolLowering(program, region).lower();
    }

    private Step.Launch lower() {
        List<Axis> outer = loops.outerAxes();
        if (outer.isEmpty()) {
            example(List.of());
            return program.launch(kernel, region, Step.Split.NONE);
        }
        Expr[] units = kernel.units();
        kernel.loop("example", units[0], units[1], whole(1), unit -> example(List.of(unit)));
        return program.launch(kernel, region, program.rowsSplit(outer, region));
    }

    private void example(List<Expr> index) {
        if (!loops.areDisjoint() || !loops.coverAll()) {
            Layout layout = place.layout();
            Expr start = index.isEmpty() ? whole(0) : times(index.get(0), layout.stride(0));
            int floats = index.isEmpty() ? layout.floats(1) : layout.stride(0);
            kernel.clear(array(), start, floats);
        }
        loops.eachPlace(index, this::spread);
    }

    private KernelBuilder.Array array() {
        return kernel.array(place, program.localName(node.id()));
    }

    private void spread(List<Expr> at) {
        values.enter();
        Expr value = kernel.let("value", read(0, at));
        Expr index = node.op() instanceof PoolScatter ? kernel.let("index", read(1, at)) : null;
        loops.eachElement(at, (target, element) -> {
            Expr part = index == null
                    ? value
                    : Exprs.choose(Exprs.compare(Relation.EQ, index, element), value, loops.spread(0));
            Expr offset = values.offset(place.layout(), loops.index(target), loops.frame(target));
            kernel.store(array(), offset, loops.areDisjoint() ? part : Exprs.add(before(offset), part));
        });
    }

    private Expr before(Expr offset) {
        KernelBuilder.Array array = array();
        Expr at = plus(array.start(), offset);
        return loops.lanes() ? new Expr.Load(array.name(), at) : new Expr.Element(array.name(), at, Type.FLOAT);
    }

    private Expr read(int input, List<Expr> at) {
        return values.value(node.input(input), loops.index(at), loops.frame(at));
    }
}
