package dev.nnc.benchmarks.dl4j;

import dev.nnc.benchmarks.Batches;
import dev.nnc.benchmarks.Learner;
import dev.nnc.benchmarks.Workload;
import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Element;
import dev.nnc.runtime.InputSpec;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network in training, whose batches are copied into two arrays that stay. */
final class Dl4jLearner implements Learner {
    private final MultiLayerNetwork network;
    private final Batches batches;
    private final InputSpec input;
    private final InputSpec target;
    private final INDArray inputs;
    private final INDArray targets;
    private final INDArray one;
    private final float[] classes;

    Dl4jLearner(Workload workload) {
        network = new MultiLayerNetwork(Networks.of(workload));
        network.init();
        batches = Batches.of(workload);
        input = batches.first().slots().get(0);
        target = batches.first().slots().get(1);
        inputs = array(workload.batch(), shape(workload));
        one = array(1, shape(workload));
        targets = array(workload.batch(), outputs(target));
        classes = new float[(int) targets.length()];
    }

    private static INDArray array(int batch, long... shape) {
        long[] all = new long[shape.length + 1];
        all[0] = batch;
        System.arraycopy(shape, 0, all, 1, shape.length);
        return Nd4j.create(DataType.FLOAT, all);
    }

    private static long[] shape(Workload workload) {
        return switch (workload) {
            case LENET -> new long[] {1, 28, 28};
            case CONVNET -> new long[] {3, 32, 32};
            default -> new long[] {Batches.of(workload).first().slots().get(0).size()};
        };
    }

    /** Classes are as many numbers as there are, of which one is 1; over time, they come before it. */
    private static long[] outputs(InputSpec target) {
        if (target.element() != Element.CLASS) {
            return new long[] {target.size()};
        }
        return target.size() == 1 ? new long[] {target.classes()} : new long[] {target.classes(), target.size()};
    }

    @Override
    public float step() {
        Batch next = batches.next();
        copyInputs(next, inputs);
        copyTargets(next);
        network.fit(inputs, targets);
        return (float) network.score();
    }

    private void copyInputs(Batch from, INDArray into) {
        FloatBuffer numbers = into.data().asNioFloat();
        int length = (int) into.length();
        if (input.element() == Element.CLASS) {
            int[] letters = from.classes(0);
            for (int i = 0; i < length; i++) {
                numbers.put(i, letters[i]);
            }
        } else {
            numbers.put(from.floats(0), 0, length);
        }
    }

    private void copyTargets(Batch from) {
        FloatBuffer numbers = targets.data().asNioFloat();
        if (target.element() != Element.CLASS) {
            numbers.put(from.floats(1), 0, (int) targets.length());
            return;
        }
        Arrays.fill(classes, 0);
        int time = target.size();
        int[] chosen = from.classes(1);
        for (int i = 0; i < from.count() * time; i++) {
            classes[(i / time * target.classes() + chosen[i]) * time + i % time] = 1;
        }
        numbers.put(classes);
    }

    @Override
    public float predict() {
        copyInputs(batches.first(), one);
        return network.output(one).ravel().toFloatVector()[0];
    }

    @Override
    public void close() {
        network.close();
    }
}
