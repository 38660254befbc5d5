package dev.nnc.benchmarks.djl;

import static dev.nnc.benchmarks.djl.Layers.maxPool;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.nnc.benchmarks.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The networks of the workloads. */
final class Models {
    private static final int TIME = 64;
    private static final int LETTERS = 64;

    private final Layers layers;

    private Models(Layers layers) {
        this.layers = layers;
    }

    /** That of a workload. */
    static Model of(Workload workload, Layers layers) {
        Models models = new Models(layers);
        return switch (workload) {
            case TABULAR -> models.tabular();
            case MLP -> Model.classes(new Shape(784), models.mlp(784, 256, 128, 10), adam());
            case WIDE -> Model.classes(new Shape(1024), models.mlp(1024, 2048, 2048, 1024, 10), sgd(0));
            case LENET -> Model.classes(new Shape(1, 28, 28), models.lenet(), adam());
            case CONVNET -> Model.classes(new Shape(3, 32, 32), models.convnet(), sgd(0.9f));
            case LSTM -> Model.classes(new Shape(TIME), models.recurrent(layers.lstm(32, 128)), adam());
            case GRU -> Model.classes(new Shape(TIME), models.recurrent(layers.gru(32, 128)), adam());
            case VAE -> models.vae();
            case TRANSFORMER -> Model.classes(new Shape(TIME), models.transformer(), adamW());
        };
    }

    private static Optimizer sgd(float momentum) {
        return Optimizer.sgd()
                .setLearningRateTracker(Tracker.fixed(0.01f))
                .optMomentum(momentum)
                .build();
    }

    private static Optimizer adam() {
        return Optimizer.adam().optLearningRateTracker(Tracker.fixed(1e-3f)).build();
    }

    private static Optimizer adamW() {
        return Optimizer.adamW()
                .optLearningRateTracker(Tracker.fixed(1e-3f))
                .optWeightDecays(0.01f)
                .build();
    }

    private static UnaryOperator<NDArray> chain(List<UnaryOperator<NDArray>> layers) {
        return x -> {
            NDArray y = x;
            for (UnaryOperator<NDArray> layer : layers) {
                y = layer.apply(y);
            }
            return y;
        };
    }

    private UnaryOperator<NDArray> mlp(int... sizes) {
        List<UnaryOperator<NDArray>> chain = new ArrayList<>();
        for (int i = 1; i < sizes.length; i++) {
            if (i > 1) {
                chain.add(Activation::relu);
            }
            chain.add(layers.dense(sizes[i - 1], sizes[i]));
        }
        return chain(chain);
    }

    private Model tabular() {
        UnaryOperator<NDArray> logits = mlp(30, 16, 1);
        return new Model(
                new Shape(30),
                logits,
                (x, y) -> Model.binaryCrossEntropy(logits.apply(x), y).mean(),
                sgd(0.9f));
    }

    private UnaryOperator<NDArray> lenet() {
        return chain(List.of(
                layers.conv(1, 6, 5, 2),
                Activation::relu,
                maxPool(),
                layers.conv(6, 16, 5, 0),
                Activation::relu,
                maxPool(),
                x -> x.reshape(-1, 400),
                mlp(400, 120, 84, 10)));
    }

    private UnaryOperator<NDArray> convnet() {
        return chain(List.of(
                convNorm(3, 32),
                convNorm(32, 32),
                maxPool(),
                convNorm(32, 64),
                convNorm(64, 64),
                maxPool(),
                x -> x.reshape(-1, 4096),
                mlp(4096, 128, 10)));
    }

    private UnaryOperator<NDArray> convNorm(int channels, int outputs) {
        return chain(List.of(layers.conv(channels, outputs, 3, 1), layers.batchNorm(outputs), Activation::relu));
    }

    private UnaryOperator<NDArray> recurrent(UnaryOperator<NDArray> cell) {
        return chain(
                List.of(layers.embedding(LETTERS, 32), cell, layers.dense(128, LETTERS), x -> x.reshape(-1, LETTERS)));
    }

    private Model vae() {
        UnaryOperator<NDArray> hidden = layers.dense(784, 400);
        UnaryOperator<NDArray> centers = layers.dense(400, 20);
        UnaryOperator<NDArray> logvars = layers.dense(400, 20);
        UnaryOperator<NDArray> decoder = mlp(20, 400, 784);
        return new Model(
                new Shape(784),
                x -> decoder.apply(centers.apply(Activation.relu(hidden.apply(x)))),
                (x, y) -> {
                    NDArray h = Activation.relu(hidden.apply(x));
                    NDArray center = centers.apply(h);
                    NDArray logvar = logvars.apply(h);
                    NDArray noise = x.getManager().randomNormal(center.getShape());
                    NDArray logits =
                            decoder.apply(center.add(noise.mul(logvar.mul(0.5f).exp())));
                    NDArray divergence = logvar.add(1).sub(center.mul(center)).sub(logvar.exp());
                    return Model.binaryCrossEntropy(logits, x)
                            .sum()
                            .sub(divergence.sum().mul(0.5f));
                },
                adam());
    }

    private UnaryOperator<NDArray> transformer() {
        UnaryOperator<NDArray> embedding = layers.embedding(LETTERS, 64);
        NDArray position = layers.weight(0.02, TIME, 64);
        return chain(List.of(
                embedding,
                x -> x.add(position),
                new Decoder(layers, TIME, 64, 4),
                new Decoder(layers, TIME, 64, 4),
                layers.layerNorm(64),
                layers.dense(64, LETTERS),
                x -> x.reshape(-1, LETTERS)));
    }
}
