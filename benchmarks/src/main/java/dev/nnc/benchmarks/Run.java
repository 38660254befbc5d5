package dev.nnc.benchmarks;

import dev.nnc.runtime.Workers;
import picocli.CommandLine.Command;

/** Times the training steps and predictions of a generated network. */
@Command(name = "run", description = "Times one workload.")
final class Run extends Measured {
    private static final double MOST_SECONDS_TO_WARM_UP = 90;

    private Run() {
        super(Systems.OURS, MOST_SECONDS_TO_WARM_UP);
    }

    public static void main(String[] args) {
        System.exit(new Run().execute(args));
    }

    @Override
    protected Learner begin(Workload workload, int threads) {
        Workers workers = threads == 1 ? Workers.single() : Workers.start(threads);
        Training training = new Training(workload.network(Training.SEED), workers);
        Prediction prediction = training.prediction(1);
        return new Learner() {
            @Override
            public float step() {
                return training.step();
            }

            @Override
            public float predict() {
                return prediction.predict();
            }

            @Override
            public void close() {
                workers.close();
            }
        };
    }
}
