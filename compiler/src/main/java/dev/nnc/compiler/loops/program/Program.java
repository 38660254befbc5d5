package dev.nnc.compiler.loops.program;

import java.util.List;

/**
 * The order of work of one method of the generated code.
 *
 * @param name such as {@code predict}, {@code evaluate}, {@code gradients} or {@code update}
 * @param arenaFloats floats of the arena that it uses, for the largest batch
 * @param scratchFloats floats that each worker needs for itself, for the largest batch
 */
public record Program(String name, List<Step> steps, int arenaFloats, int scratchFloats) {
    public Program {
        steps = List.copyOf(steps);
    }
}
