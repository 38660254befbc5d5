package dev.nnc.compiler.loops;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.ir.model.Phase;
import dev.nnc.compiler.ir.model.Section;
import dev.nnc.compiler.loops.lower.ProgramLowering;
import dev.nnc.compiler.loops.program.LoweredModel;
import dev.nnc.compiler.loops.program.Program;
import dev.nnc.compiler.plan.FlatPlaces;
import dev.nnc.compiler.plan.LeafPlaces;
import dev.nnc.compiler.plan.Sections;
import dev.nnc.compiler.plan.Storage;
import dev.nnc.compiler.plan.StoragePlanner;
import dev.nnc.compiler.plan.WeightPlaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From graphs to programs and kernels: every decision that is left ends here. */
public final class Lowering {
    private final Model model;
    private final Storage storage;
    private final ProgramLowering programs;

    private Lowering(Model model, ProgramLowering programs) {
        this.model = model;
        this.programs = programs;
        storage = StoragePlanner.plan(model);
    }

    /**
     * Lowers a model.
     *
     * @param forceSplit whether all work that can be divided among threads is, however small
     */
    public static LoweredModel lower(Model model, ModelGraphs graphs, boolean forceSplit) {
        ProgramLowering programs = new ProgramLowering(model.training().batch(), forceSplit);
        return lower(model, graphs, programs.ofModel(graphs.predict()));
    }

    /** Lowers a model to programs that are made by {@code programs}. */
    public static LoweredModel lower(Model model, ModelGraphs graphs, ProgramLowering programs) {
        return new Lowering(model, programs).lower(graphs);
    }

    private LoweredModel lower(ModelGraphs graphs) {
        Program predict = onWeights("predict", graphs.predict());
        Program evaluate = onWeights("evaluate", graphs.evaluate());
        List<LoweredModel.PhasePrograms> phases = new ArrayList<>();
        for (int i = 0; i < graphs.phases().size(); i++) {
            phases.add(phase(i, graphs.phases().get(i)));
        }
        List<Program> entries = graphs.entries().stream()
                .map(graph -> onWeights(graph.name(), graph))
                .toList();
        return new LoweredModel(
                model,
                storage,
                programs.kernels(),
                programs.tables(),
                programs.indexFloats(),
                predict,
                evaluate,
                phases,
                entries);
    }

    private Program onWeights(String name, Graph graph) {
        return programs.lower(name, graph, storage, WeightPlaces.of(storage));
    }

    private LoweredModel.PhasePrograms phase(int index, ModelGraphs.Phase graphs) {
        Phase phase = model.phases().get(index);
        Storage.Moved moved = storage.phases().get(index);
        LeafPlaces places = WeightPlaces.inTraining(storage, model.phases());
        ProgramLowering.InBlocks gradients = programs.lowerInBlocks("gradients", graphs.gradients(), storage, places);
        Program update = onRows("update", graphs.update(), phase, phase.sections(), moved.sections());
        List<Storage.Range> whole = List.of(moved.all());
        Optional<Program> accumulate =
                graphs.around().accumulate().map(graph -> onRows("accumulate", graph, phase, Section.WHOLE, whole));
        List<Program> after = new ArrayList<>();
        graphs.around().constrain().ifPresent(graph -> after.add(training("constrain", graph)));
        graphs.around().average().ifPresent(graph -> after.add(onRows("average", graph, phase, Section.WHOLE, whole)));
        return new LoweredModel.PhasePrograms(
                phase.name(), gradients.program(), gradients.block(), update, accumulate, after);
    }

    private Program training(String name, Graph graph) {
        return programs.lower(name, graph, storage, WeightPlaces.inTraining(storage, model.phases()));
    }

    private Program onRows(String name, Graph graph, Phase phase, List<Section> sections, List<Storage.Range> ranges) {
        Graph sized = Sections.resize(graph, sections, ranges);
        return programs.lower(name, sized, Storage.NONE, new FlatPlaces(phase, sections, ranges));
    }
}
