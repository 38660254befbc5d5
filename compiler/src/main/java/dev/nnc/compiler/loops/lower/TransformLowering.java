package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Stmt;
import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.plan.Place;
import dev.nnc.compiler.plan.Region;
import dev.nnc.compiler.plan.prepare.WinogradTransform;
import java.util.ArrayList;
import java.util.List;

/** Shapes the kernel that transforms a convolution's kernel, or the gradient of a transformed one, for some of the channels. */
final class TransformLowering {
    private TransformLowering() {}

    /** The launch of the region's kernel, which is added to the program's kernels. */
    static Step.Launch lower(ProgramContext program, Region region) {
        KernelBuilder kernel = new KernelBuilder();
        Node node = program.plan().graph().node(region.hero());
        WinogradTransform transform = (WinogradTransform) node.op();
        Place from = program.plan().view(node.input(0));
        Region.Write write = region.writes().get(0);
        boolean exact = program.needsExactPadding(write);
        List<Stmt.Argument> arguments = new ArrayList<>();
        KernelBuilder.Array a = kernel.array(from, program.localName(node.input(0)));
        KernelBuilder.Array c = kernel.array(write.place(), program.localName(node.id()));
        WinogradKernelTile.pass(arguments, a, from.layout(), transform.fromBehind());
        WinogradKernelTile.pass(arguments, c, write.place().layout(), false);
        if (exact) {
            KernelBuilder.Array positions = kernel.array(program.index(), "index");
            TileLoops.pass(arguments, positions.name(), positions.start());
        }
        Expr[] units = kernel.units();
        int columns = node.type().axis(3).extent(1);
        for (Expr number : List.of(whole(columns), units[0], units[1])) {
            arguments.add(new Stmt.Argument.Value(number));
        }
        WinogradKernelTile tile = new WinogradKernelTile(transform.matrix(), exact);
        String name = program.kernelName(region);
        kernel.add(new Stmt.Call(program.intern(tile, () -> tile.kernel(name + "Tiles")), arguments));
        Axis rows = node.type().axis(2);
        return program.launch(kernel, region, name, program.rowsSplit(List.of(rows), region));
    }
}
