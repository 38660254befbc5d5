package dev.nnc.benchmarks;

import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Network;

/** Predicts the same examples again and again, from plain arrays into plain arrays. */
final class Prediction {
    private final Network network;
    private final Batch inputs;
    private final int count;
    private final float[][] outputs;

    Prediction(Network network, Batch inputs, int count) {
        this.network = network;
        this.inputs = inputs;
        this.count = count;
        this.outputs = network.signature().outputs().stream()
                .map(output -> new float[count * output.size()])
                .toArray(float[][]::new);
    }

    /** Predicts once; returns the first number, so that nothing is computed for nobody. */
    float predict() {
        network.predict(inputs, count, outputs);
        return outputs[0][0];
    }
}
