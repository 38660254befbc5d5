package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.plan.Storage;

/** Brings a graph into the forms that regions are made of. */
public final class Prepare {
    private Prepare() {}

    /** What every graph goes through before weights have a place. */
    public static Graph squeeze(Graph graph) {
        return Squeeze.squeeze(ChannelsInnermost.arrange(graph));
    }

    /** All steps, in order. */
    public static Graph prepare(Graph graph, Storage storage) {
        // First of all: it knows axes by their number in the graph.
        Graph arranged = ChannelsInnermost.arrange(graph);
        Graph squeezed = Squeeze.squeeze(arranged);
        // Before all others, so that everything behind sees weights as they lie in memory.
        Graph stored = PhysicalWeights.expose(squeezed, storage);
        // Before the steps below, which what comes out of a scan goes through as well.
        Graph scanned = PrepareScans.prepare(stored);
        return LaneOperands.provide(rewrite(scanned));
    }

    /** The sub-graph of a scan, squeezed already: its leaves are in memory. */
    static Graph body(Graph squeezed) {
        return LaneOperands.provideSteps(rewrite(squeezed));
    }

    private static Graph rewrite(Graph graph) {
        // Of every graph, as nothing behind knows draws of other kinds.
        Graph drawn = SplitDraws.split(graph);
        // Before contractions are judged: a transpose can make or break a matrix product.
        Graph absorbed = AbsorbTransposes.absorb(drawn);
        Graph seen = SplitViews.see(absorbed);
        Graph simplified = SimplifyContractions.simplify(seen);
        Graph masked = MaskFromOutput.rewrite(simplified);
        Graph fused = FuseMultiplyAdds.fuse(masked);
        // Behind this nothing changes but for who reads what, which LaneOperands looks at.
        return SplitReductions.split(fused);
    }
}
