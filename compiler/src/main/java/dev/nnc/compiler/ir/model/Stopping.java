package dev.nnc.compiler.ir.model;

/**
 * When training ends before its last epoch.
 *
 * @param patience epochs without progress before it does; 0: it never does
 * @param watch what must get better on the held-out examples: {@code loss}, or the name of a metric
 * @param better what is better
 */
public record Stopping(int patience, String watch, Better better) {
    /** What is better. */
    public enum Better {
        /** What is for a metric of this kind; a smaller loss. */
        USUAL,
        LOWER,
        HIGHER
    }

    /** Training goes on to its last epoch. */
    public static final Stopping NEVER = new Stopping(0, "loss", Better.USUAL);
}
