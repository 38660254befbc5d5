package dev.nnc.runtime;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that share out the units of a kernel. They belong to whoever made them, are daemons, and sleep after at most 100
 * microseconds without work. The caller of {@link #run} is worker 0.
 */
public final class Workers implements AutoCloseable {

    /** Work that can be split. Generated networks implement it once, with a switch over their kernels. */
    @FunctionalInterface
    public interface Task {
        /**
         * Does some units of a kernel.
         *
         * @param kernel which kernel
         * @param worker which worker does it, from 0: the place of its scratch
         * @param from the first unit
         * @param to one past the last
         */
        void run(int kernel, int worker, int from, int to);
    }

    private static final long SPIN_NANOS = 100_000;

    private final Helper[] helpers;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicInteger pending = new AtomicInteger();
    private long callerUnits;
    private volatile Thread sleepingCaller;
    private volatile boolean closed;

    private Task task;
    private int kernel;
    private int units;
    private int grain;
    private int parts;

    private Workers(int threads) {
        helpers = new Helper[threads - 1];
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] = new Helper(i + 1);
        }
    }

    /** Starts {@code threads - 1} threads beside the caller. */
    public static Workers start(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("there must be 1 or more threads, not " + threads);
        }
        Workers workers = new Workers(threads);
        for (Helper helper : workers.helpers) {
            helper.thread.start();
        }
        return workers;
    }

    /** The calling thread alone. */
    public static Workers single() {
        return new Workers(1);
    }

    /** How many threads work, the caller included. */
    public int threads() {
        return helpers.length + 1;
    }

    /**
     * Does units {@code 0 .. units - 1} of a kernel and returns when all are done. Each worker gets one run of neighbours, whose
     * bounds are multiples of {@code grain} and depend on nothing but the arguments and the number of threads. What a worker
     * throws, the caller gets; the first worker's, when several do.
     *
     * @throws IllegalStateException when closed, or when called from within a run
     */
    public void run(Task task, int kernel, int units, int grain) {
        if (closed) {
            throw new IllegalStateException("these workers are closed");
        }
        if (!busy.compareAndSet(false, true)) {
            throw new IllegalStateException(
                    "these workers are busy: one thread at a time may use them, and no task may");
        }
        try {
            share(task, kernel, units, grain);
        } finally {
            this.task = null;
            busy.set(false);
        }
    }

    private void share(Task task, int kernel, int units, int grain) {
        int blocks = (int) (((long) units + grain - 1) / grain);
        this.task = task;
        this.kernel = kernel;
        this.units = units;
        this.grain = grain;
        this.parts = Math.min(threads(), blocks);
        if (blocks == 0) {
            return;
        }
        pending.set(parts - 1);
        for (int i = 0; i < parts - 1; i++) {
            helpers[i].wake();
        }
        Throwable failure = null;
        try {
            task.run(kernel, 0, 0, bound(1));
            callerUnits += bound(1);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        awaitHelpers();
        rethrow(failure);
    }

    /** Where the part of worker {@code part} begins, and the one before it ends. */
    private int bound(int part) {
        long blocks = ((long) units + grain - 1) / grain;
        return (int) Math.min(units, blocks * part / parts * grain);
    }

    private void awaitHelpers() {
        long start = System.nanoTime();
        while (pending.get() != 0) {
            if (System.nanoTime() - start < SPIN_NANOS) {
                Thread.onSpinWait();
            } else {
                sleepingCaller = Thread.currentThread();
                if (pending.get() != 0) {
                    LockSupport.park(this);
                }
                sleepingCaller = null;
            }
        }
    }

    private void rethrow(Throwable ofCaller) {
        Throwable first = ofCaller;
        for (int i = 0; i < parts - 1; i++) {
            Throwable failure = helpers[i].failure;
            helpers[i].failure = null;
            first = first == null ? failure : first;
        }
        if (first instanceof RuntimeException exception) {
            throw exception;
        }
        if (first instanceof Error error) {
            throw error;
        }
    }

    /** How many units a worker has done since the start. */
    public long unitsDone(int worker) {
        return worker == 0 ? callerUnits : helpers[worker - 1].unitsDone;
    }

    /** Ends the threads, and waits until they have. */
    @Override
    public void close() {
        closed = true;
        for (Helper helper : helpers) {
            LockSupport.unpark(helper.thread);
        }
        try {
            for (Helper helper : helpers) {
                helper.thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A thread beside the caller. It reads the task only after its own ticket moved, so idle ones never see a half-set one. */
    private final class Helper implements Runnable {
        private final int worker;
        private final Thread thread;
        private volatile int ticket;
        private volatile boolean sleeping;
        private long unitsDone;
        private Throwable failure;

        Helper(int worker) {
            this.worker = worker;
            this.thread = new Thread(null, this, "nnc-worker-" + worker, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
        }

        /** Called by one thread at a time, the one that runs. */
        void wake() {
            int next = ticket + 1;
            ticket = next;
            if (sleeping) {
                LockSupport.unpark(thread);
            }
        }

        @Override
        public void run() {
            int done = 0;
            while (awaitTicket(done)) {
                done++;
                work();
                if (pending.decrementAndGet() == 0) {
                    Thread caller = sleepingCaller;
                    if (caller != null) {
                        LockSupport.unpark(caller);
                    }
                }
            }
        }

        private void work() {
            try {
                int from = bound(worker);
                int to = bound(worker + 1);
                task.run(kernel, worker, from, to);
                unitsDone += to - from;
            } catch (RuntimeException | Error e) {
                failure = e;
            }
        }

        /** Waits for the ticket after {@code done}; false when the workers are closed instead. */
        private boolean awaitTicket(int done) {
            long start = System.nanoTime();
            while (ticket == done) {
                if (closed) {
                    return false;
                }
                if (System.nanoTime() - start < SPIN_NANOS) {
                    Thread.onSpinWait();
                } else {
                    sleeping = true;
                    if (ticket == done && !closed) {
                        LockSupport.park(this);
                    }
                    sleeping = false;
                }
            }
            return true;
        }
    }
}
