package dev.nnc.benchmarks;

import dev.nnc.runtime.Workers;
import java.util.concurrent.Callable;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the machine's ceiling: fused multiply-adds in vector registers and nowhere else, in as many chains as hide their
 * latency on every x86 and ARM core so far (two units of four or five cycles) and fit into AVX2's 16 registers.
 */
@Command(name = "ceiling", description = "Times multiply-adds in registers.")
final class Ceiling implements Callable<Integer> {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int CHAINS = 12;
    private static final int ROUNDS = 200_000;
    private static final double MOST_SECONDS_TO_WARM_UP = 10;

    @Option(names = "--threads", description = "How many threads do it at once; 1 without it.")
    private int threads = 1;

    @Option(names = "--seconds", description = "How long each of five windows is; 1 without it.")
    private double seconds = 1;

    @Option(names = "--in-turns", description = "Wait for a line on standard input before each window.")
    private boolean inTurns;

    private final float[] sums = new float[64];

    /** 1. Were it a constant, C2 would unroll the loop and put what is of one chain side by side, where it waits for itself. */
    private int step = 1;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Ceiling()).execute(args));
    }

    @Override
    public Integer call() {
        Turns turns = inTurns ? Turns.withOthers() : Turns.alone();
        try (Workers workers = Workers.start(threads)) {
            Clock clock = new Clock(() -> {
                workers.run((kernel, worker, from, to) -> sums[worker] = multiplyAdd(0.5f, step), 0, threads, 1);
                return sums[0];
            });
            WarmUp.run(clock, MOST_SECONDS_TO_WARM_UP);
            Windows windows = Windows.measure(() -> clock.window(seconds), turns);
            double flops = 2.0 * threads * ROUNDS * CHAINS * SPECIES.length();
            Result result = new Result("ceiling", "multiply-adds", threads);
            result.put("lanes", SPECIES.length());
            result.put("gflops", flops / windows.median() / 1e9);
            System.out.println(result);
        }
        return 0;
    }

    /**
     * Sums as in the tiles of products: where the addend is what goes on, C2 needs no further register. They stay below 2^17, so
     * that no number is too large or too small for full speed.
     */
    private static float multiplyAdd(float half, int step) {
        FloatVector x = FloatVector.broadcast(SPECIES, half);
        FloatVector y = x.add(x);
        FloatVector a = x;
        FloatVector b = x;
        FloatVector c = x;
        FloatVector d = x;
        FloatVector e = x;
        FloatVector f = x;
        FloatVector g = x;
        FloatVector h = x;
        FloatVector i = x;
        FloatVector j = x;
        FloatVector k = x;
        FloatVector l = x;
        for (int round = 0; round < ROUNDS; round += step) {
            a = x.fma(y, a);
            b = x.fma(y, b);
            c = x.fma(y, c);
            d = x.fma(y, d);
            e = x.fma(y, e);
            f = x.fma(y, f);
            g = x.fma(y, g);
            h = x.fma(y, h);
            i = x.fma(y, i);
            j = x.fma(y, j);
            k = x.fma(y, k);
            l = x.fma(y, l);
        }
        return a.add(b)
                .add(c)
                .add(d)
                .add(e)
                .add(f)
                .add(g)
                .add(h)
                .add(i)
                .add(j)
                .add(k)
                .add(l)
                .lane(0);
    }
}
