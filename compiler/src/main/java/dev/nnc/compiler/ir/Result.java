package dev.nnc.compiler.ir;

/**
 * A value that a graph hands out.
 *
 * @param name of the output, loss, weight or state that it stands for
 */
public record Result(Kind kind, String name, int node) {
    /** What becomes of a result. */
    public enum Kind {
        /** A declared output of the model or of an entry. */
        OUTPUT,
        /** A batch scalar to be made small. */
        LOSS,
        /** Per-example statistics of a metric, {@code f32[b,k]}. */
        METRIC,
        /** d loss / d weight, in the weight's shape. */
        GRADIENT,
        /** d loss / d input; present when compiled to be observed. */
        INPUT_GRADIENT,
        /** The new content of the weight or state of that name; the plan makes it in place. */
        UPDATE,
        /** The new value of the setting of that name, of rank 0: a number that an update keeps for the next one. */
        SETTING
    }

    /** The text form's word, such as {@code output}. */
    public String text() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + " " + name;
    }
}
