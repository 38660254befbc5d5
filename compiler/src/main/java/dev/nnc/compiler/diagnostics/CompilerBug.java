package dev.nnc.compiler.diagnostics;

/** A fault of the compiler itself, never of the user's source. */
public class CompilerBug extends RuntimeException {
    /** Takes what was found to be wrong, for whoever repairs the compiler. */
    public CompilerBug(String message) {
        super(message);
    }

    /** Takes what was found to be wrong, and the exception that showed it. */
    public CompilerBug(String message, Throwable cause) {
        super(message, cause);
    }
}
