package dev.nnc.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * When the next window may begin: at once, or, where several systems are timed in turns, after a line on standard input that
 * answers {@code ready}.
 */
final class Turns {
    /** What a system writes when it waits. */
    static final String READY = "ready";

    private final BufferedReader referee;

    private Turns(BufferedReader referee) {
        this.referee = referee;
    }

    /** Nobody else is timed. */
    static Turns alone() {
        return new Turns(null);
    }

    /** The process that started this one says when. */
    static Turns withOthers() {
        return new Turns(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
    }

    /** Waits until the next window may begin. */
    void await() {
        if (referee == null) {
            return;
        }
        System.out.println(READY);
        System.out.flush();
        try {
            if (referee.readLine() == null) {
                throw new IllegalStateException("whoever said when to begin is gone");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
