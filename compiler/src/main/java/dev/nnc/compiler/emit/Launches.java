package dev.nnc.compiler.emit;

import dev.nnc.compiler.loops.program.LoweredModel;
import dev.nnc.compiler.loops.program.Program;
import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.plan.Space;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What programs touch, which decides the parameters and fields of the code around them. */
final class Launches {
    private Launches() {}

    /** Every program of a model. */
    static Stream<Program> programs(LoweredModel model) {
        return Stream.concat(model.inference(), model.training());
    }

    static Stream<Step.Launch> launches(Program program) {
        return launches(program.steps());
    }

    private static Stream<Step.Launch> launches(List<Step> steps) {
        return steps.stream().flatMap(step -> {
            if (step instanceof Step.Loop loop) {
                return launches(loop.steps());
            }
            return step instanceof Step.Launch launch ? Stream.of(launch) : Stream.empty();
        });
    }

    /** The most threads that have something to do at once when a full batch is learned from; 1 where nothing is divided. */
    static int busyThreads(LoweredModel model) {
        return model.training()
                .mapToInt(program -> busyThreads(program, examples(model, program)))
                .max()
                .orElse(1);
    }

    /** The most examples that a program of the trainer sees at once. */
    private static int examples(LoweredModel model, Program program) {
        return model.phases().stream()
                .filter(phase -> phase.gradients() == program)
                .mapToInt(LoweredModel.PhasePrograms::block)
                .findFirst()
                .orElse(model.model().training().batch());
    }

    private static int busyThreads(Program program, int examples) {
        return launches(program)
                .map(Step.Launch::split)
                .filter(split -> split.parallel() && split.takesUnits())
                .mapToInt(split ->
                        (Math.max(split.units(), split.perExample() * examples) + split.grain() - 1) / split.grain())
                .max()
                .orElse(1);
    }

    /** The kernels that programs launch. */
    static Set<String> kernels(Stream<Program> programs) {
        return programs.flatMap(Launches::launches).map(Step.Launch::kernel).collect(Collectors.toSet());
    }

    /** The spaces that a program's kernels touch. */
    static Set<Space> spaces(Program program) {
        return launches(program)
                .flatMap(launch -> launch.arguments().stream())
                .filter(Step.Argument.Place.class::isInstance)
                .map(argument -> ((Step.Argument.Place) argument).space())
                .collect(Collectors.toSet());
    }

    /** Whether any of the programs touches a space. */
    static boolean touch(Stream<Program> programs, Space space) {
        return programs.anyMatch(program -> spaces(program).contains(space));
    }

    /** Whether a program draws random numbers. */
    static boolean draws(Program program) {
        return launches(program)
                .flatMap(launch -> launch.arguments().stream())
                .anyMatch(Step.Argument.RandomKey.class::isInstance);
    }
}
