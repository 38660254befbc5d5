package dev.nnc.benchmarks;

import dev.nnc.compiler.Compilation;
import dev.nnc.compiler.NnCompiler;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.diagnostics.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The compiler itself: the text of a workload's model to Java. It runs with a virtual machine's own options, as builds do: those
 * that kernels want make it several times slower. It is warm after a minute on one core.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgs = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 12, time = 5)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class CompilerBenchmark {
    private static final Options OPTIONS = Options.forPackage("generated");

    /** Whose model. */
    @Param
    public Workload workload;

    private Source source;

    /** Reads the model. */
    @Setup
    public void read() throws IOException {
        String name = workload + ".nn";
        try (InputStream text = CompilerBenchmark.class.getResourceAsStream("/models/" + name)) {
            source = new Source(name, new String(text.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Benchmark
    public Compilation compile() {
        return NnCompiler.compile(source, OPTIONS);
    }
}
