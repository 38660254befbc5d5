package dev.nnc.compiler.emit;

import static dev.nnc.compiler.emit.RuntimeNames.BATCH;
import static dev.nnc.compiler.emit.RuntimeNames.CHECKS;
import static dev.nnc.compiler.emit.RuntimeNames.COUNTER_RANDOM;
import static dev.nnc.compiler.emit.RuntimeNames.EVALUATION;
import static dev.nnc.compiler.emit.RuntimeNames.PURPOSE;
import static dev.nnc.compiler.emit.RuntimeNames.TRAINER;
import static dev.nnc.compiler.emit.RuntimeNames.WORKERS;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.nnc.compiler.ir.model.DataInput;
import dev.nnc.compiler.ir.model.Metric;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.ir.model.Phase;
import dev.nnc.compiler.loops.program.LoweredModel;
import dev.nnc.compiler.loops.program.LoweredModel.PhasePrograms;
import dev.nnc.compiler.loops.program.Program;
import dev.nnc.compiler.plan.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The class that trains: a step, its two halves, and evaluation. */
final class TrainerWriter {
    private final LoweredModel lowered;
    private final Model model;
    private final ModelNames names;
    private final DataNames data;
    private final TrainerNames trainerNames;
    private final Observed observed;
    private final WorkMemory memory;
    private final SharesWriter shares;
    private final ProgramWriter programs;
    private final List<DataInput> arrays;
    private final RunningStatistics statistics;

    TrainerWriter(LoweredModel lowered, ModelNames names, KernelNames kernels) {
        this.lowered = lowered;
        this.model = lowered.model();
        this.statistics = new RunningStatistics(lowered);
        this.names = names;
        this.data = new DataNames(model);
        NameAllocator members = data.members();
        this.trainerNames = new TrainerNames(model, members);
        this.observed = new Observed(lowered, members);
        this.memory = new WorkMemory(lowered.training().toList());
        this.shares = new SharesWriter(members);
        this.programs = new ProgramWriter(kernels, members, shares, memory);
        this.arrays = Stream.concat(model.inputs().stream(), model.targets().stream())
                .filter(input -> Launches.touch(lowered.training(), new Space.Input(input.name())))
                .toList();
    }

    TypeSpec write() {
        List<MethodSpec> methods = new ArrayList<>(
                List.of(constructor(), step(), stepBatch(), computeGradients(), applyUpdate(), evaluate()));
        new ScheduleWriter(model.phases()).write().ifPresent(methods::add);
        for (int p = 0; p < lowered.phases().size(); p++) {
            methods.addAll(phase(p));
        }
        methods.addAll(programs.write(
                lowered.evaluate(), "forward", "The losses and metrics of a batch.", List.of(), surroundings(-1)));
        methods.add(take());
        methods.addAll(shares.methods());
        methods.addAll(observed.methods());
        return TypeSpec.classBuilder(names.trainer())
                .addJavadoc("Trains {@link $T}; {@link $T#trainer} makes it.\n", names.network(), names.network())
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .superclass(TRAINER)
                .addFields(new TrainerFields(lowered, names, data, trainerNames).write(arrays, shares, memory))
                .addFields(observed.fields())
                .addFields(programs.fields())
                .addMethods(methods)
                .build();
    }

    private TrainerSurroundings surroundings(int phase) {
        return new TrainerSurroundings(lowered, names, data, trainerNames, observed, phase);
    }

    private List<MethodSpec> phase(int p) {
        PhasePrograms phase = lowered.phases().get(p);
        String name = phase.phase();
        List<MethodSpec> methods = new ArrayList<>();
        boolean blocks = lowered.isInBlocks(phase);
        if (blocks) {
            methods.add(BlockLoop.write(
                    trainerNames.gradients(p),
                    name,
                    p,
                    trainerNames.blockGradients(p),
                    phase.block(),
                    lowered.storage().phases().get(p).all()));
        }
        methods.addAll(programs.write(
                phase.gradients(),
                blocks ? trainerNames.blockGradients(p) : trainerNames.gradients(p),
                "Forward and backward pass of {@code " + name + "}" + (blocks ? " for a block of examples." : "."),
                List.of(),
                surroundings(p)));
        methods.addAll(programs.write(
                phase.update(),
                trainerNames.update(p),
                "The optimizer's step on what {@code " + name + "} moves.",
                List.of(),
                surroundings(p)));
        phase.accumulate()
                .ifPresent(program -> methods.addAll(programs.write(
                        program,
                        trainerNames.accumulation(p),
                        "Adds the gradients of {@code " + name + "} to those that wait for an update.",
                        List.of(),
                        surroundings(p))));
        for (int i = 0; i < phase.after().size(); i++) {
            Program program = phase.after().get(i);
            boolean averages = program.name().equals("average");
            methods.addAll(programs.write(
                    program,
                    trainerNames.after(p).get(i),
                    averages
                            ? "Moves the network's weights towards those that {@code " + name + "} trains."
                            : "Bounds the norms of weights that {@code " + name + "} moved.",
                    List.of(),
                    surroundings(p)));
        }
        return methods;
    }

    private MethodSpec constructor() {
        return MethodSpec.constructorBuilder()
                .addParameter(names.network(), "network")
                .addParameter(WORKERS, "workers")
                .addStatement("super(network, workers)")
                .addStatement("kernels = network.kernels")
                .build();
    }

    private MethodSpec step() {
        CodeBlock.Builder doc =
                CodeBlock.builder().add("Learns from a batch: every loss's gradients, then its optimizer's step.\n\n");
        arrays.forEach(
                input -> doc.add("@param $L $L\n", data.variable(input.name()), Describe.input(input, arrays, true)));
        doc.add(
                "@param count how many examples, from the first; at most $L\n",
                model.training().batch());
        doc.add("@return $L\n", model.phases().size() == 1 ? "the loss" : "the sum of the losses");
        MethodSpec.Builder code = MethodSpec.methodBuilder("step")
                .addJavadoc(doc.build())
                .addModifiers(Modifier.PUBLIC)
                .returns(TypeName.FLOAT)
                .addParameters(parameters())
                .addStatement("take($L)", names());
        startAverages().ifPresent(code::addCode);
        for (int p = 0; p < lowered.phases().size(); p++) {
            code.addCode(gradients(p)).addCode(update(p));
        }
        String sum = IntStream.range(0, lowered.phases().size())
                .mapToObj(p -> "losses[" + p + "]")
                .collect(Collectors.joining(" + "));
        return code.addStatement("return $L", sum).build();
    }

    private MethodSpec stepBatch() {
        return override("step", Modifier.PUBLIC)
                .returns(TypeName.FLOAT)
                .addParameter(BATCH, "batch")
                .addStatement("return step($L)", slots())
                .build();
    }

    private MethodSpec computeGradients() {
        MethodSpec.Builder code = override("computeGradients", Modifier.PROTECTED)
                .addParameter(TypeName.INT, "phase")
                .addParameter(BATCH, "batch")
                .addStatement("take($L)", slots());
        startAverages().ifPresent(code::addCode);
        return code.addCode(choose(this::gradients)).build();
    }

    /** Averaged weights are trained in a slot of their own, which begins with the network's. */
    private Optional<CodeBlock> startAverages() {
        return model.phases().stream().anyMatch(Phase::isAveraged)
                ? Optional.of(
                        CodeBlock.builder().addStatement("startAverages()").build())
                : Optional.empty();
    }

    private MethodSpec applyUpdate() {
        return override("applyUpdate", Modifier.PROTECTED)
                .addParameter(TypeName.INT, "phase")
                .addCode(choose(this::update))
                .build();
    }

    /** What a phase's number chooses; there is no choice where there is one phase. */
    private CodeBlock choose(IntFunction<CodeBlock> code) {
        if (lowered.phases().size() == 1) {
            return code.apply(0);
        }
        CodeBlock.Builder choice = CodeBlock.builder().beginControlFlow("switch (phase)");
        for (int p = 0; p < lowered.phases().size(); p++) {
            choice.beginControlFlow("case $L ->", p).add(code.apply(p)).endControlFlow();
        }
        return choice.addStatement(
                        "default -> throw new $T($S + phase)", IllegalArgumentException.class, "there is no phase ")
                .endControlFlow()
                .build();
    }

    private CodeBlock gradients(int p) {
        CodeBlock.Builder code = CodeBlock.builder();
        if (Launches.draws(lowered.phases().get(p).gradients())) {
            code.addStatement("key = $T.key(seed(), $T.DRAW, $L)", COUNTER_RANDOM, PURPOSE, batchesBefore(p));
        }
        code.addStatement("$L()", trainerNames.gradients(p));
        if (statistics.isMovedBy(p)) {
            code.addStatement("statisticsMoved[$L] = true", p);
        }
        return code.build();
    }

    private CodeBlock batchesBefore(int p) {
        int batches = model.phases().get(p).around().batches();
        return batches == 1
                ? CodeBlock.of("steps[$L]", p)
                : CodeBlock.of("steps[$1L] * $2L + waiting[$1L]", p, batches);
    }

    private CodeBlock update(int p) {
        CodeBlock.Builder code = CodeBlock.builder();
        if (statistics.isMovedBy(p)) {
            code.add(statistics.take(p));
        }
        int batches = model.phases().get(p).around().batches();
        if (batches > 1) {
            code.beginControlFlow("if (waits($L))", p)
                    .addStatement("$L()", trainerNames.accumulation(p))
                    .addStatement("waiting[$L]++", p)
                    .nextControlFlow("else");
        }
        code.addStatement("$L()", trainerNames.update(p));
        trainerNames.after(p).forEach(after -> code.addStatement("$L()", after));
        code.addStatement("steps[$L]++", p);
        if (batches > 1) {
            code.addStatement("waiting[$L] = 0", p).endControlFlow();
        }
        return code.build();
    }

    private MethodSpec evaluate() {
        Program program = lowered.evaluate();
        MethodSpec.Builder code = override("evaluate", Modifier.PUBLIC)
                .addParameter(BATCH, "batch")
                .addParameter(EVALUATION, "evaluation")
                .addStatement("take($L)", slots());
        if (Launches.draws(program)) {
            code.addStatement("key = $T.key(batch.seed(), $T.DRAW, 0)", COUNTER_RANDOM, PURPOSE);
        }
        code.addStatement("lossSum = 0").addStatement("forward()").addStatement("evaluation.addLoss(lossSum, count)");
        for (Metric metric : model.metrics()) {
            code.addStatement(
                    "evaluation.add($L, $L, 0, count)",
                    model.metrics().indexOf(metric),
                    trainerNames.statistics(metric.name()));
        }
        return code.build();
    }

    /** The method that checks the caller's arrays and keeps them for the programs. */
    private MethodSpec take() {
        MethodSpec.Builder code = MethodSpec.methodBuilder("take")
                .addJavadoc("Checks the batch that the next program is about, and keeps it in fields.\n")
                .addModifiers(Modifier.PRIVATE)
                .addParameters(parameters())
                .addStatement(
                        "$T.stepCount($S, count, $L)",
                        CHECKS,
                        model.name(),
                        model.training().batch());
        code.addCode(data.checks(arrays));
        if (!model.standardizations().isEmpty()) {
            code.addStatement("network.requireFitted()");
        }
        arrays.forEach(input -> code.addStatement("this.$1L = $1L", data.variable(input.name())));
        return code.addStatement("this.count = count").build();
    }

    private List<ParameterSpec> parameters() {
        List<ParameterSpec> parameters = arrays.stream().map(data::parameter).collect(Collectors.toList());
        parameters.add(ParameterSpec.builder(TypeName.INT, "count").build());
        return parameters;
    }

    private CodeBlock names() {
        return parameters().stream().map(p -> CodeBlock.of("$N", p)).collect(CodeBlock.joining(",$W"));
    }

    private CodeBlock slots() {
        List<CodeBlock> slots = new ArrayList<>();
        List<DataInput> all =
                Stream.concat(model.inputs().stream(), model.targets().stream()).toList();
        arrays.forEach(input -> slots.add(ModelWriter.slot(input, all.indexOf(input), "batch")));
        slots.add(CodeBlock.of("batch.count()"));
        return CodeBlock.join(slots, ",$W");
    }

    private static MethodSpec.Builder override(String name, Modifier access) {
        return MethodSpec.methodBuilder(name).addAnnotation(Override.class).addModifiers(access);
    }
}
