package dev.nnc.cli.training;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C end a training in good order: it asks the training to stop after the running step, and keeps the JVM alive until
 * the weights are written. The JVM then ends with the code of the signal, 130.
 */
final class Interrupt {
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch written = new CountDownLatch(1);
    private final Thread hook;

    /** From now on Ctrl-C calls {@code stop} instead of ending the JVM at once. */
    Interrupt(Runnable stop) {
        hook = new Thread(
                () -> {
                    stop.run();
                    try {
                        written.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    } catch (InterruptedException impatient) {
                        Thread.currentThread().interrupt();
                    }
                },
                "nnc-interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Says that all is written. */
    void release() {
        written.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // Then the hook runs already, and has just been told.
        }
    }
}
