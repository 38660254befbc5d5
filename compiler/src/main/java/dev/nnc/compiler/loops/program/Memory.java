package dev.nnc.compiler.loops.program;

import dev.nnc.compiler.plan.Layout;
import dev.nnc.compiler.plan.TooLarge;
import java.util.List;

/**
 * The array that programs compute in which run one after another.
 *
 * @param arenaFloats floats of activations, for the largest batch
 * @param scratchFloats floats behind them that each worker needs for itself
 */
public record Memory(int arenaFloats, int scratchFloats) {
    /** Of programs that need none. */
    public static final Memory NONE = new Memory(0, 0);

    /** Arrays of more than this begin a region of G1's, and so a line of the cache, where its regions are the smallest. */
    private static final int HALF_A_REGION = 1 << 17;

    /** Memory of fewer floats than this is not made that large. */
    private static final int LEAST_ENLARGED = 1 << 14;

    /**
     * The memory of programs.
     *
     * @throws TooLarge when no array has room for one worker
     */
    public static Memory of(List<Program> programs) {
        int scratch = programs.stream().mapToInt(Program::scratchFloats).max().orElse(0);
        int needed = programs.stream().mapToInt(Program::arenaFloats).max().orElse(0);
        if (needed <= Layout.LEAD && scratch == 0) {
            return NONE;
        }
        boolean enlarged = TooLarge.check((long) needed + scratch, TooLarge.What.ACTIVATIONS) >= LEAST_ENLARGED;
        return new Memory(enlarged ? Math.max(needed, HALF_A_REGION + Layout.LEAD - scratch) : needed, scratch);
    }

    /** Floats of the array for one worker. */
    public int floats() {
        return arenaFloats + scratchFloats;
    }
}
