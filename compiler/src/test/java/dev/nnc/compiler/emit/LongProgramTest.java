package dev.nnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.GeneratedFile;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.loops.kernel.Kernel;
import dev.nnc.compiler.loops.program.LoweredModel;
import dev.nnc.compiler.loops.program.Program;
import dev.nnc.compiler.loops.program.Scalar;
import dev.nnc.compiler.loops.program.Step;
import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.Trainer;
import dev.nnc.runtime.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A deep model's code stays within HotSpot's and the class file's limits, and still runs in order. */
class LongProgramTest {
    private static final int COPIES = 35;

    @Test
    void methodsAndClassesStaySmallAndRun() throws Exception {
        List<GeneratedFile> files =
                JavaEmitter.emit(repeated(), Options.forPackage(""), new FileHeader("0.1.0", "line.nn", "abc123"));
        assertThat(files)
                .extracting(GeneratedFile::path)
                .contains("LineVectorKernels1.java", "LineVectorKernels.java", "LineScalarKernels1.java");
        CompiledCode code = CompiledCode.of(files);
        ClassBudget.check(code);
        Network network =
                (Network) code.loadClass("Line").getMethod("create", long.class).invoke(null, 1L);
        try (Workers workers = Workers.start(2);
                Trainer trainer = network.trainer(workers)) {
            Batch batch = Batch.forTraining(network.signature(), 2);
            Arrays.fill(batch.floats(0), 0.1f);
            batch.setCount(2);
            assertThat(trainer.step(batch)).isPositive().isFinite();
            assertThat(trainer.steps(0)).isEqualTo(1);
        }
    }

    /** The line model with every kernel many times over, and numbers that the whole program passes on. */
    private static LoweredModel repeated() {
        LoweredModel line = LineModel.lowered();
        List<Kernel> kernels = new ArrayList<>();
        for (int i = 0; i < COPIES; i++) {
            for (Kernel kernel : line.kernels()) {
                String name = i == 0 ? kernel.name() : kernel.name() + i;
                kernels.add(new Kernel(name, kernel.documentation(), kernel.parameters(), kernel.body()));
            }
        }
        LoweredModel.PhasePrograms phase = line.phases().get(0);
        return new LoweredModel(
                line.model(),
                line.storage(),
                kernels,
                line.tables(),
                line.indexFloats(),
                repeated(line.predict()),
                repeated(line.evaluate()),
                List.of(new LoweredModel.PhasePrograms(
                        "loss",
                        repeated(phase.gradients()),
                        phase.block(),
                        repeated(phase.update()),
                        Optional.empty(),
                        List.of())),
                List.of());
    }

    private static Program repeated(Program program) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.Compute("total", new Scalar.Number(1), "handed on"));
        for (int i = 0; i < COPIES; i++) {
            for (Step step : program.steps()) {
                steps.add(copy(step, i));
            }
        }
        steps.add(new Step.Compute(
                "end",
                new Scalar.Apply("add", List.of(new Scalar.Named("total"), new Scalar.Number(1))),
                "at the end"));
        return new Program(program.name(), steps, program.arenaFloats(), program.scratchFloats());
    }

    private static Step copy(Step step, int i) {
        if (step instanceof Step.Launch launch) {
            String kernel = i == 0 ? launch.kernel() : launch.kernel() + i;
            return new Step.Launch(kernel, named(launch.arguments(), i), launch.split(), launch.note());
        } else if (step instanceof Step.Compute compute) {
            return new Step.Compute(compute.name() + i, compute.value(), compute.note());
        }
        return step;
    }

    private static List<Step.Argument> named(List<Step.Argument> arguments, int i) {
        return arguments.stream()
                .map(argument ->
                        argument instanceof Step.Argument.Value value && value.scalar() instanceof Scalar.Named named
                                ? new Step.Argument.Value(new Scalar.Named(named.name() + i))
                                : argument)
                .toList();
    }
}
