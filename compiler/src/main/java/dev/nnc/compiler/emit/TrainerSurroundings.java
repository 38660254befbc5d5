package dev.nnc.compiler.emit;

import com.palantir.javapoet.CodeBlock;
import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.ir.model.AroundUpdate;
import dev.nnc.compiler.ir.model.Phase;
import dev.nnc.compiler.loops.program.LoweredModel;
import dev.nnc.compiler.loops.program.Scalar;
import dev.nnc.compiler.plan.Layout;
import dev.nnc.compiler.plan.Space;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Names inside a trainer's class: the caller's arrays are fields, read from their first example on or a block's. */
final class TrainerSurroundings implements Surroundings {
    private final LoweredModel lowered;
    private final CommonSpaces spaces;
    private final DataNames data;
    private final TrainerNames trainerNames;
    private final Observed observed;
    private final int phase;

    /** Takes the number of the phase that the program belongs to; -1 for evaluation. */
    TrainerSurroundings(
            LoweredModel lowered,
            ModelNames names,
            DataNames data,
            TrainerNames trainerNames,
            Observed observed,
            int phase) {
        this.lowered = lowered;
        this.spaces = new CommonSpaces(names);
        this.data = data;
        this.trainerNames = trainerNames;
        this.observed = observed;
        this.phase = phase;
    }

    @Override
    public CodeBlock array(Space space) {
        if (space instanceof Space.Input input) {
            return CodeBlock.of("$L", data.variable(input.name()));
        } else if (space instanceof Space.Gradients) {
            return CodeBlock.of("gradients");
        } else if (space instanceof Space.RunningStatistics) {
            return CodeBlock.of("runningStatistics");
        } else if (space instanceof Space.Slot) {
            return CodeBlock.of("state");
        } else if (space instanceof Space.Statistics statistics) {
            return CodeBlock.of("$L", trainerNames.statistics(statistics.metric()));
        } else if (space instanceof Space.Output || space instanceof Space.InputGradient) {
            return CodeBlock.of("$L", observed.array(space));
        }
        return spaces.array(space);
    }

    @Override
    public CodeBlock offset(Space space, int offset) {
        if (space instanceof Space.Input input && isInBlocks()) {
            return LaunchArguments.sum(CodeBlock.of("$L * first", size(input.name())), offset);
        }
        return CodeBlock.of("$L", space instanceof Space.Slot slot ? slotOffset(slot) + offset : offset);
    }

    /** Where a slot begins in the optimizers' state. */
    private int slotOffset(Space.Slot slot) {
        List<Phase> phases = lowered.model().phases();
        int place = IntStream.range(0, phases.size())
                .filter(p -> phases.get(p).name().equals(slot.phase()))
                .findFirst()
                .orElseThrow(() -> new CompilerBug("there is no phase '" + slot.phase() + "'"));
        int before = IntStream.range(0, place)
                .map(p -> phases.get(p).slots().size() * floats(p))
                .sum();
        int slots = phases.get(place).slots().indexOf(slot.name());
        return Layout.LEAD + before + slots * floats(place);
    }

    private int floats(int place) {
        return lowered.storage().phases().get(place).all().floats();
    }

    @Override
    public Printed setting(String name) {
        return switch (name) {
            case "rate" -> Printed.atom("rate($L)", phase);
            case AroundUpdate.WAITING -> Printed.atom("waiting[$L]", phase);
            case "step" -> Printed.binary(Precedence.SUM, "+", Printed.atom("steps[$L]", phase), Printed.atom("1.0"));
            default -> {
                String place = trainerNames.setting(phase, name);
                yield name.endsWith(".rate")
                        ? Printed.atom("rate($L, $L)", phase, place)
                        : Printed.atom("settings[$L]", place);
            }
        };
    }

    private int size(String input) {
        return Stream.concat(lowered.model().inputs().stream(), lowered.model().targets().stream())
                .filter(data -> data.name().equals(input))
                .mapToInt(data -> DataNames.size(data.type()))
                .findFirst()
                .orElseThrow(() -> new CompilerBug("there is no input '" + input + "'"));
    }

    private boolean isInBlocks() {
        return phase >= 0 && lowered.isInBlocks(lowered.phases().get(phase));
    }

    @Override
    public String examples() {
        return isInBlocks() ? "examples" : "count";
    }

    @Override
    public CodeBlock loss(String name, Scalar value, NumberPrinter numbers) {
        if (isInBlocks()) {
            return CodeBlock.of("lossSum +=$W$L", numbers.code(value));
        } else if (phase >= 0) {
            return CodeBlock.of("losses[$L] =$W$L", phase, numbers.rounded(value));
        }
        boolean summed =
                lowered.model().phases().stream().anyMatch(p -> p.name().equals(name) && p.summed());
        Scalar ofExample = summed ? new Scalar.Apply("div", List.of(value, new Scalar.Count())) : value;
        return CodeBlock.of("lossSum +=$W$L", numbers.code(ofExample));
    }
}
