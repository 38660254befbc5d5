package dev.nnc.benchmarks.dl4j;

import dev.nnc.benchmarks.Learner;
import dev.nnc.benchmarks.Measured;
import dev.nnc.benchmarks.Workload;
import picocli.CommandLine.Command;

/** Times Deeplearning4j, whose operators are ND4J's with oneDNN and OpenBLAS; they take their threads from the environment. */
@Command(name = "dl4j", description = "Times one workload.")
final class Dl4j extends Measured {
    private static final double MOST_SECONDS_TO_WARM_UP = 20;

    private Dl4j() {
        super("dl4j", MOST_SECONDS_TO_WARM_UP);
    }

    public static void main(String[] args) {
        System.exit(new Dl4j().execute(args));
    }

    @Override
    protected Learner begin(Workload workload, int threads) {
        return new Dl4jLearner(workload);
    }
}
