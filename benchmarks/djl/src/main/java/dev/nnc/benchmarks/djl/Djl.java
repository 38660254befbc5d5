package dev.nnc.benchmarks.djl;

import dev.nnc.benchmarks.Learner;
import dev.nnc.benchmarks.Measured;
import dev.nnc.benchmarks.Workload;
import picocli.CommandLine.Command;

/** Times Deep Java Library, whose operators are libtorch's, called one by one. */
@Command(name = "djl", description = "Times one workload.")
final class Djl extends Measured {
    private static final double MOST_SECONDS_TO_WARM_UP = 20;

    private Djl() {
        super("djl", MOST_SECONDS_TO_WARM_UP);
    }

    public static void main(String[] args) {
        System.exit(new Djl().execute(args));
    }

    @Override
    protected Learner begin(Workload workload, int threads) {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.pytorch.num_threads", "" + threads);
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        return new DjlLearner(workload);
    }
}
