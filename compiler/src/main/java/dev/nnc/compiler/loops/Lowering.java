package dev.nnc.compiler.loops;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.ir.model.Phase;
import dev.nnc.compiler.loops.lower.ProgramLowering;
import dev.nnc.compiler.loops.program.LoweredModel;
import dev.nnc.compiler.loops.program.Program;
import dev.nnc.compiler.plan.FlatPlaces;
import dev.nnc.compiler.plan.Sections;
import dev.nnc.compiler.plan.Storage;
import dev.nnc.compiler.plan.StoragePlanner;
import dev.nnc.compiler.plan.WeightPlaces;
import java.util.ArrayList;
import java.util.List;

/** From graphs to programs and kernels: every decision that is left ends here. */
public final class Lowering {
    private final Model model;
    private final Storage storage;
    private final ProgramLowering programs;

    private Lowering(Model model, boolean forceSplit) {
        this.model = model;
        storage = StoragePlanner.plan(model);
        programs = new ProgramLowering(model.training().batch(), forceSplit);
    }

    /**
     * Lowers a model.
     *
     * @param forceSplit whether all work that can be divided among threads is, however small
     */
    public static LoweredModel lower(Model model, ModelGraphs graphs, boolean forceSplit) {
        return new Lowering(model, forceSplit).lower(graphs);
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
        return programs.lower(name, graph, storage, new WeightPlaces(storage));
    }

    private LoweredModel.PhasePrograms phase(int index, ModelGraphs.Phase graphs) {
        Phase phase = model.phases().get(index);
        Program gradients = onWeights("gradients", graphs.gradients());
        List<Storage.Range> ranges = storage.phases().get(index).sections();
        Graph flat = Sections.resize(graphs.update(), phase.sections(), ranges);
        Program update = programs.lower("update", flat, Storage.NONE, new FlatPlaces(phase, ranges));
        return new LoweredModel.PhasePrograms(phase.name(), gradients, update);
    }
}
