package dev.nnc.benchmarks.smile;

import dev.nnc.benchmarks.Batches;
import dev.nnc.benchmarks.Learner;
import dev.nnc.benchmarks.Workload;
import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Element;
import smile.classification.MLP;
import smile.model.mlp.Layer;
import smile.model.mlp.LayerBuilder;
import smile.model.mlp.OutputFunction;
import smile.util.function.TimeFunction;

/** A perceptron in training. Smile takes double precision, computes in single, has no Adam, for which this is SGD, and tells no loss. */
final class SmileLearner implements Learner {
    private final MLP network;
    private final Batches batches;
    private final int inputs;
    private final boolean classes;
    private final double[][] examples;
    private final int[] targets;
    private final double[] outputs;

    SmileLearner(Workload workload) {
        network = network(workload);
        network.setLearningRate(TimeFunction.constant(0.01));
        batches = Batches.of(workload);
        inputs = batches.first().slots().get(0).size();
        classes = batches.first().slots().get(1).element() == Element.CLASS;
        examples = new double[workload.batch()][inputs];
        targets = new int[workload.batch()];
        outputs = new double[network.numClasses()];
    }

    private static MLP network(Workload workload) {
        return switch (workload) {
            case TABULAR ->
                momentum(new MLP(Layer.input(30), Layer.rectifier(16), Layer.mle(1, OutputFunction.SIGMOID)));
            case MLP -> new MLP(Layer.input(784), Layer.rectifier(256), Layer.rectifier(128), tenClasses());
            case WIDE ->
                new MLP(
                        Layer.input(1024),
                        Layer.rectifier(2048),
                        Layer.rectifier(2048),
                        Layer.rectifier(1024),
                        tenClasses());
            default -> throw new UnsupportedOperationException("it has dense layers alone");
        };
    }

    private static MLP momentum(MLP network) {
        network.setMomentum(TimeFunction.constant(0.9));
        return network;
    }

    private static LayerBuilder tenClasses() {
        return Layer.mle(10, OutputFunction.SOFTMAX);
    }

    @Override
    public float step() {
        Batch next = batches.next();
        for (int i = 0; i < examples.length; i++) {
            copy(next, i);
            targets[i] = classes ? next.classes(1)[i] : (int) next.floats(1)[i];
        }
        network.update(examples, targets);
        return 0;
    }

    private void copy(Batch from, int i) {
        float[] numbers = from.floats(0);
        double[] example = examples[i];
        for (int j = 0; j < inputs; j++) {
            example[j] = numbers[i * inputs + j];
        }
    }

    @Override
    public float predict() {
        copy(batches.first(), 0);
        network.predict(examples[0], outputs);
        return (float) outputs[0];
    }

    @Override
    public void close() {
        network.close();
    }
}
