package dev.nnc.compiler.passes;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Verifier;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * Passes in order, again from the first until a round changes nothing; the graph is verified after each.
 *
 * @param rounds the most rounds that are run
 */
public record Pipeline(List<Pass> passes, int rounds) {
    /** Graphs settle within three or four rounds; a chain that unfolds link by link stops here, correct all the same. */
    private static final int ROUNDS = 8;

    public Pipeline {
        passes = List.copyOf(passes);
    }

    /** The passes that forward graphs go through before gradients are added, so that gradients take the same way. */
    public static Pipeline forward() {
        return new Pipeline(List.of(new MultiplyTables()), 1);
    }

    /** The passes that every graph goes through. */
    public static Pipeline standard() {
        return new Pipeline(
                List.of(
                        // Before the sub-graphs of scans go ways of their own.
                        new ShareScans(),
                        // Once for all: what is inside of a scan is simplified where it stands.
                        new SimplifySteps(),
                        // First, so that no pass looks at what autodiff made for nobody.
                        new DropUnused(),
                        // Before the algebra, whose rules match constants and not what computes them.
                        new FoldConstants(),
                        new SimplifyAlgebra(),
                        // Behind the algebra, which brings equal values into equal form.
                        new ShareCommon(),
                        // Last, as each of the three above leaves nodes without a use.
                        new DropUnused()),
                ROUNDS);
    }

    /** Runs the passes. */
    public Graph run(Graph graph) {
        return run(graph, () -> 0, (step, after) -> {});
    }

    /**
     * Runs the passes.
     *
     * @param clock gives the time, in any unit
     * @param trace is told of each step with the graph after it, whose text form is its dump
     */
    public Graph run(Graph graph, LongSupplier clock, BiConsumer<Step, Graph> trace) {
        Graph now = Verifier.verify(graph);
        for (int round = 1; round <= rounds; round++) {
            Graph before = now;
            for (Pass pass : passes) {
                now = step(pass, round, now, clock, trace);
            }
            if (now.equals(before)) {
                break;
            }
        }
        return now;
    }

    private static Graph step(Pass pass, int round, Graph before, LongSupplier clock, BiConsumer<Step, Graph> trace) {
        long start = clock.getAsLong();
        Graph after = pass.run(before);
        long time = clock.getAsLong() - start;
        boolean changed = !after.equals(before);
        if (changed) {
            Verifier.verify(after);
        }
        trace.accept(new Step(pass.name(), round, changed, after.nodes().size(), time), after);
        return changed ? after : before;
    }
}
