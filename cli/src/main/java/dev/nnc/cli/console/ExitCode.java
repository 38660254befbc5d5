package dev.nnc.cli.console;

/** The codes that the command ends with. */
public final class ExitCode {
    /** Everything went well. */
    public static final int OK = 0;

    /** The model, the data or a file is at fault; the message says where. */
    public static final int USER_ERROR = 1;

    /** The arguments make no sense. */
    public static final int USAGE = 2;

    /** nnc itself is at fault. */
    public static final int BUG = 3;

    /** Ctrl-C ended it, after the weights were written; what a shell expects of an interrupted command. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
