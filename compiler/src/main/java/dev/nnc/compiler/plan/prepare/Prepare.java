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
        // Before contractions are judged: a transpose can make or break a matrix product.
        Graph absorbed = AbsorbTransposes.absorb(stored);
        Graph simplified = SimplifyContractions.simplify(absorbed);
        Graph masked = MaskFromOutput.rewrite(simplified);
        Graph split = SplitReductions.split(masked);
        // Last, because it looks at who reads what.
        return LaneOperands.provide(split);
    }
}
