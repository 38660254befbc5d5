package dev.nnc.compiler.loops.program;

import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.loops.kernel.Kernel;
import dev.nnc.compiler.plan.Storage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** The programs of the network: prediction and entries. */
    public Stream<Program> inference() {
        return Stream.concat(Stream.of(predict), entries.stream());
    }

    /** The programs of the trainer. */
    public Stream<Program> training() {
        return Stream.concat(phases.stream().flatMap(PhasePrograms::all), Stream.of(evaluate));
    }

    /** Floats for the running statistics that a phase leaves beside the old ones, one for each of all buffers; 0 where none does. */
    public int runningStatisticsFloats() {
        boolean moved = model.phases().stream()
                .anyMatch(phase ->
                        phase.forward().results(Result.Kind.UPDATE).findAny().isPresent());
        return moved ? storage.floats() - storage.trainedFloats() : 0;
    }

    /** Whether a phase's gradients go through a batch in blocks. */
    public boolean isInBlocks(PhasePrograms phase) {
        return phase.block() < model.training().batch();
    }

    /**
     * Forward and backward pass, and the optimizer's step, of one phase.
     *
     * @param block examples that a run of the gradients sees; a batch of more is several runs, whose results are added up
     * @param accumulate in the place of an update, for gradients that wait for it
     * @param after what follows the update
     */
    public record PhasePrograms(
            String phase,
            Program gradients,
            int block,
            Program update,
            Optional<Program> accumulate,
            List<Program> after) {
        public PhasePrograms {
            after = List.copyOf(after);
        }

        /** All of them. */
        public Stream<Program> all() {
            return Stream.concat(Stream.concat(Stream.of(gradients, update), accumulate.stream()), after.stream());
        }
    }
}
