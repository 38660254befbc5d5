package dev.nnc.benchmarks.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Makes the layers of a network as functions and keeps their weights. */
final class Layers {
    private static final float EPSILON = 1e-5f;
    private static final float KEPT_OF_RUNNING = 0.9f;

    private final NDManager manager;
    private final List<NDArray> weights = new ArrayList<>();
    private boolean training = true;

    /** The weights become the manager's. */
    Layers(NDManager manager) {
        this.manager = manager;
    }

    /** What the layers learn, in the order in which they were made. */
    List<NDArray> weights() {
        return weights;
    }

    /** From here on, layers do what they do in a prediction. */
    void predict() {
        training = false;
    }

    /** A constant of the network. */
    NDManager constants() {
        return manager;
    }

    /** A weight that is drawn evenly between the negative and the positive of a bound. */
    NDArray weight(double bound, long... shape) {
        return learned(manager.randomUniform((float) -bound, (float) bound, new Shape(shape)));
    }

    private NDArray learned(NDArray weight) {
        weight.setRequiresGradient(true);
        weights.add(weight);
        return weight;
    }

    UnaryOperator<NDArray> dense(int inputs, int outputs) {
        double bound = 1 / Math.sqrt(inputs);
        NDArray weight = weight(bound, outputs, inputs);
        NDArray bias = weight(bound, outputs);
        return x -> Linear.linear(x, weight, bias).head();
    }

    UnaryOperator<NDArray> conv(int channels, int outputs, int size, int padding) {
        double bound = 1 / Math.sqrt(channels * size * size);
        NDArray weight = weight(bound, outputs, channels, size, size);
        NDArray bias = weight(bound, outputs);
        Shape stride = new Shape(1, 1);
        Shape around = new Shape(padding, padding);
        return x -> Conv2d.conv2d(x, weight, bias, stride, around).head();
    }

    UnaryOperator<NDArray> batchNorm(int channels) {
        NDArray mean = manager.zeros(new Shape(channels));
        NDArray variance = manager.ones(new Shape(channels));
        NDArray scale = learned(manager.ones(new Shape(channels)));
        NDArray shift = learned(manager.zeros(new Shape(channels)));
        int asItIs = -1; // any other axis is swapped with the channels', and back
        return x -> BatchNorm.batchNorm(x, mean, variance, scale, shift, asItIs, KEPT_OF_RUNNING, EPSILON, training)
                .head();
    }

    UnaryOperator<NDArray> layerNorm(int width) {
        Shape shape = new Shape(width);
        NDArray scale = learned(manager.ones(shape));
        NDArray shift = learned(manager.zeros(shape));
        return x -> LayerNorm.layerNorm(x, shape, scale, shift, EPSILON).head();
    }

    static UnaryOperator<NDArray> maxPool() {
        Shape two = new Shape(2, 2);
        Shape none = new Shape(0, 0);
        return x -> Pool.maxPool2d(x, two, two, none, false);
    }

    UnaryOperator<NDArray> embedding(int classes, int width) {
        NDArray weight = weight(1, classes, width);
        return x -> Embedding.embedding(x, weight, SparseFormat.DENSE).head();
    }

    UnaryOperator<NDArray> lstm(int inputs, int width) {
        NDList weights = recurrent(4, inputs, width);
        return x -> {
            NDArray zeros = x.getManager().zeros(new Shape(1, x.getShape().get(0), width));
            return x.getNDArrayInternal()
                    .lstm(x, new NDList(zeros, zeros), weights, true, 1, 0, training, false, true)
                    .head();
        };
    }

    UnaryOperator<NDArray> gru(int inputs, int width) {
        NDList weights = recurrent(3, inputs, width);
        return x -> {
            NDArray zeros = x.getManager().zeros(new Shape(1, x.getShape().get(0), width));
            return x.getNDArrayInternal()
                    .gru(x, zeros, weights, true, 1, 0, training, false, true)
                    .head();
        };
    }

    private NDList recurrent(int gates, int inputs, int width) {
        double bound = 1 / Math.sqrt(width);
        return new NDList(
                weight(bound, gates * width, inputs),
                weight(bound, gates * width, width),
                weight(bound, gates * width),
                weight(bound, gates * width));
    }
}
