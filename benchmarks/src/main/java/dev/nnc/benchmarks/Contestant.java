package dev.nnc.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A system under way on a workload, in a process of its own, that times one window whenever it is told to. It is either waiting
 * or finished: every call returns when the process has come to the one or the other.
 */
final class Contestant implements AutoCloseable {
    private final String system;
    private final String workload;
    private Process process;
    private BufferedReader output;
    private Writer input;
    private Result result;

    private Contestant(String system, String workload) {
        this.system = system;
        this.workload = workload;
    }

    /**
     * Starts it and waits until it has warmed up.
     *
     * @param log takes what it says on standard error
     */
    static Contestant start(String system, String workload, List<String> command, File log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log));
        Contestant contestant = new Contestant(system, workload);
        try {
            contestant.process = builder.start();
        } catch (IOException e) {
            contestant.end("missing", e.getMessage());
            return contestant;
        }
        contestant.output = contestant.process.inputReader(StandardCharsets.UTF_8);
        contestant.input = contestant.process.outputWriter(StandardCharsets.UTF_8);
        contestant.listen();
        return contestant;
    }

    /** One that cannot be started, and why. */
    static Contestant missing(String system, String workload, String reason) {
        Contestant contestant = new Contestant(system, workload);
        contestant.end("missing", reason);
        return contestant;
    }

    private void end(String field, String text) {
        result = new Result(system, workload, 0);
        result.put(field, text);
    }

    /** Whether there are windows left. */
    boolean isWaiting() {
        return result == null;
    }

    /** Times a window, and does what comes before the next one. */
    void turn() throws IOException {
        input.write("\n");
        input.flush();
        listen();
    }

    private void listen() throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals(Turns.READY)) {
                return;
            }
            if (line.startsWith("{")) {
                result = Result.parse(line);
                awaitEnd();
                return;
            }
        }
        end("error", "it ended without a result");
    }

    /** What a process does behind its result would be in the way of the next window: Python takes a second to leave PyTorch. */
    private void awaitEnd() throws IOException {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted while " + system + " was ending");
        }
    }

    /** What it measured, once it is finished. */
    Result result() {
        return result;
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
        }
    }
}
