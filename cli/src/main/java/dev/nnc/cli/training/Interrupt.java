package dev.nnc.cli.training;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C end a training in good order: it asks the training to stop after the running step, and keeps the JVM alive until
 * the weights are written and reported. The JVM then ends with the code of the signal, 130.
 */
public final class Interrupt {
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupted, "nnc-interrupt");
    private volatile Runnable stop;

    /** Until {@link #stopWith} says more, Ctrl-C ends the JVM at once. */
    public Interrupt() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** From now on Ctrl-C asks for this instead. */
    void stopWith(Runnable request) {
        stop = request;
    }

    /** Says that all is written and reported. */
    public void release() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // Then the hook runs already, and has just been told.
        }
    }

    private void interrupted() {
        if (stop == null) {
            return;
        }
        stop.run();
        try {
            done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
