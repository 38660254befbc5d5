package dev.nnc.compiler.loops.lower;

import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.plan.Region;
import dev.nnc.compiler.plan.ScanPlan;

/**
 * Lowers a loop over steps: the regions of one step, with places that move on. Where every kernel of the step goes row by row
 * over the examples, threads share those out and each runs through all steps by itself.
 */
final class ScanLowering {
    /** Examples of a share are multiples of it, so that the tiles of products stay whole. */
    private static final int GRAIN = 8;

    private ScanLowering() {}

    /** The loop of a region, whose kernels are added to the program's. */
    static Step.Loop lower(ProgramContext program, Region region) {
        ScanPlan scan = program.plan().scans().get(region.hero());
        ProgramContext body = program.step(scan);
        for (Region part : scan.body().regions()) {
            Step step = program.regions().lower(body, part);
            body.steps().add(step);
        }
        if (body.scratchFloats() > 0) {
            program.scratch(body.scratchFloats());
        }
        boolean byRows = body.steps().stream()
                .allMatch(step ->
                        step instanceof Step.Launch launch && launch.split().perExample() > 0);
        Step.Split split =
                byRows ? new Step.Split(1, 0, GRAIN, program.pays(scan.body(), scan.steps())) : Step.Split.NONE;
        String name = Names.camel(program.name(region.hero()) + " steps");
        return new Step.Loop(name, scan.steps(), scan.backward(), body.steps(), split, program.note(region));
    }
}
