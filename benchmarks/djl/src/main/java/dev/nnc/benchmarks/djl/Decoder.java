package dev.nnc.benchmarks.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.function.UnaryOperator;

/** A decoder of a transformer. DJL does not have libtorch's attention in one operator: this is its parts. */
final class Decoder implements UnaryOperator<NDArray> {
    private final int time;
    private final int width;
    private final int heads;
    private final UnaryOperator<NDArray> norm;
    private final UnaryOperator<NDArray> projections;
    private final UnaryOperator<NDArray> project;
    private final UnaryOperator<NDArray> norm2;
    private final UnaryOperator<NDArray> wide;
    private final UnaryOperator<NDArray> narrow;
    private final NDArray unseen;

    Decoder(Layers layers, int time, int width, int heads) {
        this.time = time;
        this.width = width;
        this.heads = heads;
        norm = layers.layerNorm(width);
        projections = layers.dense(width, 3 * width);
        project = layers.dense(width, width);
        norm2 = layers.layerNorm(width);
        wide = layers.dense(width, 4 * width);
        narrow = layers.dense(4 * width, width);
        float[] scores = new float[time * time];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = i % time > i / time ? Float.NEGATIVE_INFINITY : 0;
        }
        unseen = layers.constants().create(scores, new Shape(time, time));
    }

    @Override
    public NDArray apply(NDArray x) {
        NDArray y = x.add(project.apply(attention(norm.apply(x))));
        return y.add(narrow.apply(Activation.gelu(wide.apply(norm2.apply(y)))));
    }

    private NDArray attention(NDArray x) {
        NDList parts = projections.apply(x).split(3, 2);
        NDArray keys = heads(parts.get(1)).transpose(0, 1, 3, 2);
        NDArray queries = heads(parts.get(0)).mul((float) (1 / Math.sqrt((double) width / heads)));
        NDArray weights = queries.matMul(keys).add(unseen).softmax(-1);
        NDArray seen = weights.matMul(heads(parts.get(2)));
        return seen.transpose(0, 2, 1, 3).reshape(-1, time, width);
    }

    private NDArray heads(NDArray x) {
        return x.reshape(-1, time, heads, width / heads).transpose(0, 2, 1, 3);
    }
}
