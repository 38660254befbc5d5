package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.LANES;
import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.times;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.plan.Layout;
import dev.nnc.compiler.plan.Place;
import dev.nnc.compiler.plan.Region;
import dev.nnc.compiler.plan.prepare.WinogradTransform;
import java.util.List;

/** Shapes the kernel that transforms a convolution's kernel, or the gradient of a transformed one: a pair of channels a lane. */
final class TransformLowering {
    private TransformLowering() {}

    /** The launch of the region's kernel, which is added to the program's kernels. */
    static Step.Launch lower(ProgramContext program, Region region) {
        KernelBuilder kernel = new KernelBuilder();
        Node node = program.plan().graph().node(region.hero());
        WinogradTransform transform = (WinogradTransform) node.op();
        Region.Write write = region.writes().get(0);
        Place place = program.plan().view(node.input(0));
        KernelBuilder.Array from = kernel.array(place, program.localName(node.input(0)));
        KernelBuilder.Array to = kernel.array(write.place(), program.localName(node.id()));
        Values values = new Values(program, kernel);
        Expr[] units = kernel.units();
        Axis rows = node.type().axis(2);
        int channels = node.type().axis(3).extent(1);
        kernel.loop("row", units[0], units[1], whole(1), row -> {
            kernel.loop("col", whole(0), whole(channels), LANES, col -> {
                Frame frame = new Frame(List.of(), whole(0), col, true);
                WinogradTile.transform(
                        kernel,
                        transform.matrix(),
                        (y, x) -> new Expr.Load(from.name(), plus(from.start(), at(place.layout(), y, x, row, col))),
                        (y, x, value) -> {
                            Expr exact = program.exact(kernel, values, write, frame, value);
                            kernel.store(to, at(write.place().layout(), y, x, row, col), exact);
                        });
            });
        });
        return program.launch(kernel, region, program.rowsSplit(List.of(rows), region));
    }

    private static Expr at(Layout layout, int y, int x, Expr row, Expr col) {
        Expr element = whole(y * layout.stride(0) + x * layout.stride(1));
        return plus(plus(times(row, layout.stride(2)), col), element);
    }
}
