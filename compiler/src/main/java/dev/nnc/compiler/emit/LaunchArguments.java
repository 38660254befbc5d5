package dev.nnc.compiler.emit;

import com.palantir.javapoet.CodeBlock;
import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.plan.Space;
import java.util.List;

/** The arguments of a launch in Java, one or two for each argument of the program. */
final class LaunchArguments {
    private final Surroundings around;
    private final NumberPrinter numbers;
    private final CodeBlock scratch;

    /** Takes where the scratch of the worker at hand begins. */
    LaunchArguments(Surroundings around, NumberPrinter numbers, CodeBlock scratch) {
        this.around = around;
        this.numbers = numbers;
        this.scratch = scratch;
    }

    List<CodeBlock> print(Step.Argument argument) {
        if (argument instanceof Step.Argument.Place place) {
            CodeBlock offset = place.space() instanceof Space.Scratch
                    ? sum(scratch, place.offset())
                    : moved(around.offset(place.space(), place.offset()), place.perStep());
            return List.of(around.array(place.space()), offset);
        } else if (argument instanceof Step.Argument.Value value) {
            return List.of(numbers.rounded(value.scalar()));
        } else if (argument instanceof Step.Argument.RandomKey) {
            return List.of(CodeBlock.of("(int) key"), CodeBlock.of("(int) (key >>> 32)"));
        }
        return List.of(CodeBlock.of("count"));
    }

    /** {@code start + perStep * step}, where {@code step} is the variable of the loop around. */
    private static CodeBlock moved(CodeBlock start, int perStep) {
        return perStep == 0 ? start : CodeBlock.of("$L + $L * step", start, perStep);
    }

    /** {@code base + offset}. */
    static CodeBlock sum(CodeBlock base, int offset) {
        return offset == 0 ? base : CodeBlock.of("$L + $L", base, offset);
    }
}
