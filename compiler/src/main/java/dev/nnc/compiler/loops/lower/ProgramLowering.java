package dev.nnc.compiler.loops.lower;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.loops.kernel.Kernel;
import dev.nnc.compiler.loops.program.Program;
import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.plan.Blocks;
import dev.nnc.compiler.plan.LeafPlaces;
import dev.nnc.compiler.plan.Plan;
import dev.nnc.compiler.plan.Planner;
import dev.nnc.compiler.plan.Region;
import dev.nnc.compiler.plan.Storage;
import dev.nnc.compiler.plan.prepare.Prepare;
import dev.nnc.compiler.plan.prepare.WinogradGradient;
import dev.nnc.compiler.plan.prepare.WinogradProduct;
import java.util.List;

/** Lowers the graphs of a model to programs, one after the other, over one set of kernels. */
public final class ProgramLowering {
    private final KernelLibrary library;
    private final KnownRegions regions;
    private final int maxBatch;
    private final boolean forceSplit;
    private final long fewFlops;

    public ProgramLowering(int maxBatch, boolean forceSplit) {
        this(maxBatch, forceSplit, new KnownRegions());
    }

    ProgramLowering(int maxBatch, boolean forceSplit, KnownRegions regions) {
        this(new KernelLibrary(), maxBatch, forceSplit, regions, 0);
    }

    private ProgramLowering(
            KernelLibrary library, int maxBatch, boolean forceSplit, KnownRegions regions, long fewFlops) {
        this.library = library;
        this.regions = regions;
        this.maxBatch = maxBatch;
        this.forceSplit = forceSplit;
        this.fewFlops = fewFlops;
    }

    /** The same for the programs of a model, in all of which the products are small that are little of a prediction. */
    public ProgramLowering ofModel(Graph predict) {
        return new ProgramLowering(library, maxBatch, forceSplit, regions, Workload.fewFlops(predict));
    }

    /** Lowers graphs that see so many examples at once, over the same set of kernels. */
    private ProgramLowering ofBatch(int examples) {
        return new ProgramLowering(library, examples, forceSplit, new KnownRegions(), fewFlops);
    }

    /** The program of a graph of losses and gradients, which may run over a batch in blocks. */
    public InBlocks lowerInBlocks(String name, Graph graph, Storage storage, LeafPlaces places) {
        Plan plan = plan(graph, storage, places);
        int block = Blocks.of(graph, maxBatch, plan.arenaFloats(), storage.trainedFloats());
        Program program = block == maxBatch ? lower(name, plan) : ofBatch(block).lower(name, graph, storage, places);
        return new InBlocks(program, block);
    }

    /**
     * A program for some examples of a batch.
     *
     * @param block how many they are; all where the program is for the whole batch
     */
    public record InBlocks(Program program, int block) {}

    /** The program of a graph. */
    public Program lower(String name, Graph graph, Storage storage, LeafPlaces places) {
        return lower(name, plan(graph, storage, places));
    }

    private Plan plan(Graph graph, Storage storage, LeafPlaces places) {
        return Planner.plan(Prepare.prepare(graph, storage), places, maxBatch);
    }

    private Program lower(String name, Plan plan) {
        Workload workload = new Workload(maxBatch, forceSplit, Workload.widest(plan.graph(), maxBatch), fewFlops);
        ProgramContext program = new ProgramContext(plan, library, regions, workload);
        for (Region region : plan.regions()) {
            // The numbers that a launch is given become steps while its kernel is written, so they come first.
            Step step = program.regions().lower(program, region);
            program.steps().add(step);
        }
        plan.graph().results(Result.Kind.LOSS).forEach(loss -> {
            Step.Loss step = new Step.Loss(loss.name(), program.scalar(loss.node()));
            program.steps().add(step);
        });
        plan.graph().results(Result.Kind.SETTING).forEach(setting -> {
            Step.Keep step = new Step.Keep(setting.name(), program.scalar(setting.node()));
            program.steps().add(step);
        });
        return new Program(name, program.steps(), program.arenaFloats(), program.scratchFloats());
    }

    /** Writes the kernel of a region, and gives back the step that launches it. */
    static Step write(ProgramContext program, Region region) {
        return switch (region.kind()) {
            case ROWS -> RowsLowering.lower(program, region);
            case COLUMNS -> ColumnsLowering.lower(program, region);
            case MATRIX -> product(program, region);
            case SCAN -> ScanLowering.lower(program, region);
            case SCATTER -> ScatterLowering.lower(program, region);
            case BORDER -> BorderLowering.lower(program, region);
            case PAD -> PadLowering.lower(program, region);
            case POOL -> PoolLowering.lower(program, region);
            case UNPOOL ->
                ScatterApartLowering.takes(program, region)
                        ? ScatterApartLowering.lower(program, region)
                        : UnpoolLowering.lower(program, region);
            case SPREAD -> SpreadLowering.lower(program, region);
            case TRANSFORM -> TransformLowering.lower(program, region);
            case MOVE -> MoveLowering.lower(program, region);
        };
    }

    private static Step product(ProgramContext program, Region region) {
        Op op = program.plan().graph().node(region.hero()).op();
        if (op instanceof WinogradProduct) {
            return WinogradLowering.lower(program, region);
        } else if (op instanceof WinogradGradient) {
            return WinogradGradientLowering.lower(program, region);
        }
        return LaneSumLowering.takes(program, region)
                ? LaneSumLowering.lower(program, region)
                : MatrixLowering.lower(program, region);
    }

    public List<Kernel> kernels() {
        return library.kernels();
    }

    public List<List<Double>> tables() {
        return library.tables();
    }

    public int indexFloats() {
        return library.indexFloats();
    }
}
