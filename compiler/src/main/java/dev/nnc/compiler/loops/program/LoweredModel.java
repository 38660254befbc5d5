package dev.nnc.compiler.loops.program;

import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.loops.kernel.Kernel;
import dev.nnc.compiler.plan.Storage;
import java.util.List;

/**
 * A model after the last decision: what is left is to print it.
 *
 * @param kernels of all programs; kernels of equal structure are one
 * @param tables constant tables, printed as static finals
 * @param indexFloats length of the index array that {@link Space.Index} names; 0 where no kernel needs it
 * @param predict outputs, outside of training
 * @param evaluate losses and statistics of the metrics, outside of training
 * @param phases the programs of a training step, in order
 */
public record LoweredModel(
        Model model,
        Storage storage,
        List<Kernel> kernels,
        List<List<Double>> tables,
        int indexFloats,
        Program predict,
        Program evaluate,
        List<PhasePrograms> phases,
        List<Program> entries) {
    public LoweredModel {
        kernels = List.copyOf(kernels);
        tables = List.copyOf(tables);
        phases = List.copyOf(phases);
        entries = List.copyOf(entries);
    }

    /** Forward and backward pass, and the optimizer's step, of one phase. */
    public record PhasePrograms(String phase, Program gradients, Program update) {}
}
