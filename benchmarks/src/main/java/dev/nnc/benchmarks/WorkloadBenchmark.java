package dev.nnc.benchmarks;

import dev.nnc.runtime.Network;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Steps and predictions of the workloads. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
public class WorkloadBenchmark {

    /** One of them. */
    @State(Scope.Benchmark)
    public static class Chosen extends NetworkState {
        /** Which. */
        @Param
        public Workload workload;

        @Override
        Network network(long seed) {
            return workload.network(seed);
        }
    }

    @Benchmark
    public float step(Chosen chosen) {
        return chosen.step();
    }

    @Benchmark
    public float predictOne(Chosen chosen) {
        return chosen.predictOne();
    }

    @Benchmark
    public float predictBatch(Chosen chosen) {
        return chosen.predictBatch();
    }
}
