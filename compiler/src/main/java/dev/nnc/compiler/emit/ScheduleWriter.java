package dev.nnc.compiler.emit;

import static dev.nnc.compiler.emit.RuntimeNames.OPTIONAL;
import static dev.nnc.compiler.emit.RuntimeNames.SCHEDULE;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.ir.model.Phase;
import dev.nnc.compiler.ir.model.Schedule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/** How the learning rates change over the steps, as calls of the runtime's schedules. */
final class ScheduleWriter {
    private static final String RATE = "rate";
    private static final String TOTAL = "total";

    /** The runtime's method and its arguments in order, by kind; a name is the argument's in the language. */
    private static final Map<String, Method> METHODS = Map.of(
            "step", new Method("step", RATE, "every", "factor"),
            "exponential", new Method("exponential", RATE, "factor"),
            "polynomial", new Method("polynomial", RATE, TOTAL, "power"),
            "cosine", new Method("cosine", RATE, "to", TOTAL),
            "cosine_restarts", new Method("cosineRestarts", RATE, "to", "first", "factor"),
            "linear", new Method("linear", RATE, "from", "to", TOTAL),
            "one_cycle", new Method("oneCycle", RATE, TOTAL, "rising", "start_divisor", "end_divisor"),
            "cyclic", new Method("cyclic", "low", RATE, "up", "down"),
            "inverse_sqrt", new Method("inverseSqrt", RATE, "reference"),
            "multi_step", new Method("multiStep", RATE, "factor", "at"));

    private final List<Phase> phases;

    ScheduleWriter(List<Phase> phases) {
        this.phases = phases;
    }

    private record Method(String name, List<String> arguments) {
        Method(String name, String... arguments) {
            this(name, List.of(arguments));
        }
    }

    /** The method that hands out the model's schedules; none where every rate is a plain number. */
    Optional<MethodSpec> write() {
        List<Integer> scheduled = IntStream.range(0, phases.size())
                .filter(p -> !isConstant(phases.get(p)))
                .boxed()
                .toList();
        if (scheduled.isEmpty()) {
            return Optional.empty();
        }
        MethodSpec.Builder method = MethodSpec.methodBuilder("modelSchedule")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(ParameterizedTypeName.get(OPTIONAL, SCHEDULE))
                .addParameter(TypeName.INT, "phase")
                .addParameter(TypeName.DOUBLE, "rate")
                .addParameter(TypeName.LONG, "totalSteps");
        if (phases.size() == 1) {
            return Optional.of(method.addStatement(
                            "return $T.of($L)", OPTIONAL, schedule(phases.get(0).schedule()))
                    .build());
        }
        method.beginControlFlow("return switch (phase)");
        for (int p : scheduled) {
            method.addStatement(
                    "case $L -> $T.of($L)", p, OPTIONAL, schedule(phases.get(p).schedule()));
        }
        return Optional.of(method.addStatement("default -> $T.empty()", OPTIONAL)
                .endControlFlow("")
                .build());
    }

    /** Whether the rate does not follow from the number of steps. */
    private static boolean isConstant(Phase phase) {
        String kind = phase.schedule().kind();
        boolean warmsUp = phase.schedule().arguments().containsKey("warmup");
        return kind.equals("plateau") || kind.equals("constant") && !warmsUp;
    }

    private static CodeBlock schedule(Schedule schedule) {
        Map<String, Double> arguments = schedule.arguments();
        CodeBlock base =
                schedule.kind().equals("constant") ? CodeBlock.of("$T.constant(rate)", SCHEDULE) : call(schedule);
        return warmup(schedule) == 0
                ? base
                : CodeBlock.of(
                        "$L$Z.warmedUp($L, $L)", base, warmup(schedule), Literals.of(arguments.get("warmup_from")));
    }

    private static long warmup(Schedule schedule) {
        return schedule.arguments().getOrDefault("warmup", 0.0).longValue();
    }

    private static CodeBlock call(Schedule schedule) {
        Method method = METHODS.get(schedule.kind());
        if (method == null) {
            throw new CompilerBug("the runtime has no schedule '" + schedule.kind() + "'");
        }
        CodeBlock arguments = method.arguments().stream()
                .map(name -> argument(name, schedule))
                .collect(CodeBlock.joining(",$W"));
        return CodeBlock.of("$T.$L($L)", SCHEDULE, method.name(), arguments);
    }

    private static CodeBlock argument(String name, Schedule schedule) {
        Map<String, Double> arguments = schedule.arguments();
        return switch (name) {
            case RATE -> CodeBlock.of("rate");
            case TOTAL -> total(schedule);
            case "at" -> milestones(arguments);
            default -> number(arguments.get(name));
        };
    }

    private static CodeBlock number(double value) {
        return CodeBlock.of("$L", Literals.of(value));
    }

    /** The steps after the warm-up, of which there is at least one. */
    private static CodeBlock total(Schedule schedule) {
        Double total = schedule.arguments().get(TOTAL);
        long warmup = warmup(schedule);
        if (total != null) {
            return number(total - warmup);
        }
        return warmup == 0 ? CodeBlock.of("totalSteps") : CodeBlock.of("Math.max(1, totalSteps - $L)", warmup);
    }

    /** The steps {@code at0}, {@code at1} and so on. */
    private static CodeBlock milestones(Map<String, Double> arguments) {
        return IntStream.range(0, arguments.size())
                .filter(i -> arguments.containsKey("at" + i))
                .mapToObj(i -> number(arguments.get("at" + i)))
                .collect(CodeBlock.joining(",$W"));
    }
}
