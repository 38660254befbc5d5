package dev.nnc.benchmarks.smile;

import dev.nnc.benchmarks.Learner;
import dev.nnc.benchmarks.Measured;
import dev.nnc.benchmarks.Workload;
import picocli.CommandLine.Command;

/** Times Smile's multilayer perceptrons, which call OpenBLAS for one example at a time. */
@Command(name = "smile", description = "Times one workload.")
final class Smile extends Measured {
    private static final double MOST_SECONDS_TO_WARM_UP = 20;

    private Smile() {
        super("smile", MOST_SECONDS_TO_WARM_UP);
    }

    public static void main(String[] args) {
        System.exit(new Smile().execute(args));
    }

    @Override
    protected Learner begin(Workload workload, int threads) {
        return new SmileLearner(workload);
    }
}
