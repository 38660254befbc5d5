package dev.nnc.cli.console;

import java.io.PrintStream;

/**
 * The two streams of a command.
 *
 * @param out for data: what another program may read
 * @param err for talk: what a person reads
 * @param terminal whether {@code err} is a terminal, on which a line can be drawn again
 * @param color whether colors are wanted there
 */
public record Console(PrintStream out, PrintStream err, boolean terminal, boolean color) {
    private static final String BOLD_RED = "\u001b[1;31m";
    private static final String BOLD_YELLOW = "\u001b[1;33m";
    private static final String CYAN = "\u001b[36m";
    private static final String RESET = "\u001b[0m";

    /** Streams that go to no terminal, as in a test or a pipe. */
    public static Console plain(PrintStream out, PrintStream err) {
        return new Console(out, err, false, false);
    }

    /** The streams of this process. */
    public static Console ofProcess() {
        boolean terminal = Terminal.onStandardError();
        String noColor = System.getenv("NO_COLOR");
        return new Console(System.out, System.err, terminal, terminal && (noColor == null || noColor.isEmpty()));
    }

    /** Prints a line of data. */
    public void print(String line) {
        out.print(line + "\n");
        out.flush();
    }

    /** Prints lines of talk. */
    public void say(String lines) {
        err.print(lines + "\n");
        err.flush();
    }

    /** Prints a report of errors and warnings; on a terminal the words error, warning and help stand out. */
    public void report(String report) {
        if (!color) {
            say(report);
            return;
        }
        say(report.replaceAll("(?m)^((?:\\S+:)* ?)error:", "$1" + BOLD_RED + "error:" + RESET)
                .replaceAll("(?m)^((?:\\S+:)* ?)warning:", "$1" + BOLD_YELLOW + "warning:" + RESET)
                .replaceAll("(?m)^help:", CYAN + "help:" + RESET));
    }
}
