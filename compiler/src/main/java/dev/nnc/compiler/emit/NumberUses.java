package dev.nnc.compiler.emit;

import dev.nnc.compiler.loops.program.Scalar;
import dev.nnc.compiler.loops.program.Step;
import java.util.List;
import java.util.stream.Stream;

/** Which methods read the numbers that a program computes. */
final class NumberUses {
    private NumberUses() {}

    /** Whether a number is read outside of the part that computes it: in another part, or by a thread's share. */
    static boolean isShared(String name, List<List<Step>> parts, boolean threads) {
        for (List<Step> part : parts) {
            boolean here = part.stream().anyMatch(step -> computes(step, name));
            boolean used = part.stream().anyMatch(step -> reads(step, name));
            boolean split = part.stream()
                    .anyMatch(step -> (step instanceof Step.Loop || threads && isParallel(step))
                            && reads(step, name)
                            && !computes(step, name));
            if (split || used && !here) {
                return true;
            }
        }
        return false;
    }

    private static boolean isParallel(Step step) {
        return step instanceof Step.Launch launch && launch.split().parallel();
    }

    private static boolean reads(Step step, String name) {
        return scalars(step).anyMatch(scalar -> reads(scalar, name));
    }

    private static boolean computes(Step step, String name) {
        return step instanceof Step.Loop loop
                ? loop.steps().stream().anyMatch(inner -> computes(inner, name))
                : step instanceof Step.Compute compute && compute.name().equals(name);
    }

    private static Stream<Scalar> scalars(Step step) {
        if (step instanceof Step.Loop loop) {
            return loop.steps().stream().flatMap(NumberUses::scalars);
        } else if (step instanceof Step.Compute compute) {
            return Stream.of(compute.value());
        } else if (step instanceof Step.Loss loss) {
            return Stream.of(loss.value());
        } else if (step instanceof Step.Keep keep) {
            return Stream.of(keep.value());
        }
        return ((Step.Launch) step)
                .arguments().stream()
                        .filter(Step.Argument.Value.class::isInstance)
                        .map(argument -> ((Step.Argument.Value) argument).scalar());
    }

    private static boolean reads(Scalar scalar, String name) {
        if (scalar instanceof Scalar.Named named) {
            return named.name().equals(name);
        }
        return scalar instanceof Scalar.Apply apply
                && apply.operands().stream().anyMatch(operand -> reads(operand, name));
    }
}
