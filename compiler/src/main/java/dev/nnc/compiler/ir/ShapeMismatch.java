package dev.nnc.compiler.ir;

/** An operator does not take values of these types; the message says why, in shapes. */
public final class ShapeMismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ShapeMismatch(String message) {
        super(message);
    }

    /** Throws unless {@code holds}. */
    public static void require(boolean holds, String message, Object... arguments) {
        if (!holds) {
            throw new ShapeMismatch(String.format(message, arguments));
        }
    }
}
