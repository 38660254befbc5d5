package dev.nnc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks that every unit is done once, where the parts begin, and what happens to exceptions and threads. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WorkersTest {

    @ParameterizedTest
    @CsvSource({
        "1, 100, 1",
        "2, 100, 1",
        "3, 100, 16",
        "4, 7, 1",
        "4, 3, 1",
        "4, 1, 1",
        "2, 0, 8",
        "3, 33, 16",
        "2, 5, 100"
    })
    void everyUnitIsDoneOnceInPartsOfWholeGrains(int threads, int units, int grain) {
        AtomicIntegerArray done = new AtomicIntegerArray(Math.max(1, units));
        AtomicIntegerArray calls = new AtomicIntegerArray(threads);
        try (Workers workers = Workers.start(threads)) {
            workers.run(
                    (kernel, worker, from, to) -> {
                        assertThat(kernel).isEqualTo(7);
                        assertThat(from % grain).isZero();
                        assertThat(to == units || to % grain == 0).isTrue();
                        assertThat(from).isLessThan(to);
                        calls.incrementAndGet(worker);
                        for (int i = from; i < to; i++) {
                            done.incrementAndGet(i);
                        }
                    },
                    7,
                    units,
                    grain);
            long total = 0;
            for (int w = 0; w < threads; w++) {
                assertThat(calls.get(w)).isLessThanOrEqualTo(1);
                total += workers.unitsDone(w);
            }
            assertThat(total).isEqualTo(units);
        }
        for (int i = 0; i < units; i++) {
            assertThat(done.get(i)).isEqualTo(1);
        }
    }

    @Test
    void everyWorkerWorksInItsOwnThread() {
        Thread[] threads = new Thread[3];
        try (Workers workers = Workers.start(3)) {
            assertThat(workers.threads()).isEqualTo(3);
            for (int i = 0; i < 1000; i++) {
                workers.run((kernel, worker, from, to) -> threads[worker] = Thread.currentThread(), 0, 30, 1);
            }
            assertThat(workers.unitsDone(0)).isEqualTo(10_000);
            assertThat(workers.unitsDone(1)).isEqualTo(10_000);
            assertThat(workers.unitsDone(2)).isEqualTo(10_000);
        }
        assertThat(threads[0]).isSameAs(Thread.currentThread());
        assertThat(threads[1].isDaemon()).isTrue();
        assertThat(threads[1].getName()).isEqualTo("nnc-worker-1");
        assertThat(threads[2]).isNotSameAs(threads[1]);
    }

    @Test
    void resultsOfWorkersAreSeenByTheCaller() {
        int[] values = new int[4096];
        try (Workers workers = Workers.start(2)) {
            for (int round = 1; round <= 2000; round++) {
                workers.run(
                        (kernel, worker, from, to) -> {
                            for (int i = from; i < to; i++) {
                                values[i]++;
                            }
                        },
                        0,
                        values.length,
                        16);
                assertThat(values[0]).isEqualTo(round);
                assertThat(values[4095]).isEqualTo(round);
            }
        }
    }

    @Test
    void sleepingWorkersWakeUp() throws InterruptedException {
        try (Workers workers = Workers.start(2)) {
            for (int i = 0; i < 20; i++) {
                Thread.sleep(5);
                workers.run((kernel, worker, from, to) -> {}, 0, 2, 1);
            }
            assertThat(workers.unitsDone(1)).isEqualTo(20);
        }
    }

    @Test
    void theCallerWaitsForASlowWorker() {
        boolean[] finished = new boolean[1];
        try (Workers workers = Workers.start(2)) {
            workers.run(
                    (kernel, worker, from, to) -> {
                        if (worker == 1) {
                            pause(50);
                            finished[0] = true;
                        }
                    },
                    0,
                    2,
                    1);
            assertThat(finished[0]).isTrue();
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void exceptionsComeToTheCallerAndWorkersGoOn() {
        try (Workers workers = Workers.start(3)) {
            for (int failing = 0; failing < 3; failing++) {
                int which = failing;
                assertThatThrownBy(() -> workers.run(
                                (kernel, worker, from, to) -> {
                                    if (worker == which) {
                                        throw new IllegalStateException("worker " + worker);
                                    }
                                },
                                0,
                                3,
                                1))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("worker " + which);
            }
            assertThatThrownBy(() -> workers.run(
                            (kernel, worker, from, to) -> {
                                throw new AssertionError("worker " + worker);
                            },
                            0,
                            3,
                            1))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("worker 0");
            workers.run((kernel, worker, from, to) -> {}, 0, 3, 1);
            assertThat(workers.unitsDone(2)).isEqualTo(3);
        }
    }

    @Test
    void aTaskCannotUseTheWorkersThatRunIt() {
        try (Workers workers = Workers.start(2)) {
            Workers.Task inner = (kernel, worker, from, to) -> {};
            assertThatThrownBy(() -> workers.run((kernel, worker, from, to) -> workers.run(inner, 0, 2, 1), 0, 1, 1))
                    .hasMessage("these workers are busy: one thread at a time may use them, and no task may");
        }
    }

    @Test
    void closingEndsTheThreadsAndMayBeRepeated() {
        List<Thread> threads = new ArrayList<>();
        Workers workers = Workers.start(2);
        workers.run((kernel, worker, from, to) -> recordHelper(threads, worker), 0, 2, 1);
        workers.close();
        workers.close();
        assertThat(threads).hasSize(1).noneMatch(Thread::isAlive);
        assertThatThrownBy(() -> workers.run((kernel, worker, from, to) -> {}, 0, 2, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("these workers are closed");
    }

    private static void recordHelper(List<Thread> threads, int worker) {
        if (worker == 1) {
            threads.add(Thread.currentThread());
        }
    }

    @Test
    void oneThreadIsTheCallerAlone() {
        Workers workers = Workers.single();
        assertThat(workers.threads()).isEqualTo(1);
        workers.run((kernel, worker, from, to) -> assertThat(to - from).isEqualTo(9), 0, 9, 4);
        assertThat(workers.unitsDone(0)).isEqualTo(9);
        assertThatThrownBy(() -> Workers.start(0)).hasMessage("there must be 1 or more threads, not 0");
    }
}
