package dev.nnc.benchmarks.dl4j;

import dev.nnc.benchmarks.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The networks of the workloads, as far as there are layers for them. */
final class Networks {
    private static final int LETTERS = 64;

    private Networks() {}

    /** That of a workload. */
    static MultiLayerConfiguration of(Workload workload) {
        return switch (workload) {
            case TABULAR ->
                network(
                        momentum(),
                        InputType.feedForward(30),
                        mlp(
                                new OutputLayer.Builder(LossFunction.XENT)
                                        .activation(Activation.SIGMOID)
                                        .nOut(1)
                                        .build(),
                                16));
            case MLP -> network(new Adam(1e-3), InputType.feedForward(784), mlp(classes(), 256, 128));
            case WIDE -> network(new Sgd(0.01), InputType.feedForward(1024), mlp(classes(), 2048, 2048, 1024));
            case LENET -> network(new Adam(1e-3), InputType.convolutional(28, 28, 1), lenet());
            case CONVNET -> network(momentum(), InputType.convolutional(32, 32, 3), convnet());
            case LSTM -> network(new Adam(1e-3), InputType.recurrent(LETTERS, LETTERS), lstm());
            case GRU -> throw new UnsupportedOperationException("no layer of it is a GRU");
            case VAE ->
                throw new UnsupportedOperationException("its autoencoder is one layer that learns another loss");
            case TRANSFORMER ->
                throw new UnsupportedOperationException("no layer of it hides later letters from attention");
        };
    }

    /** There is no momentum but Nesterov's, which computes as much. */
    private static IUpdater momentum() {
        return new Nesterovs(0.01, 0.9);
    }

    private static MultiLayerConfiguration network(IUpdater updater, InputType input, List<Layer> layers) {
        NeuralNetConfiguration.ListBuilder list = new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(updater)
                .weightInit(WeightInit.XAVIER)
                .list();
        layers.forEach(list::layer);
        return list.setInputType(input).build();
    }

    private static Layer classes() {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .activation(Activation.SOFTMAX)
                .nOut(10)
                .build();
    }

    private static List<Layer> mlp(Layer output, int... hidden) {
        List<Layer> layers = new ArrayList<>();
        for (int size : hidden) {
            layers.add(new DenseLayer.Builder()
                    .nOut(size)
                    .activation(Activation.RELU)
                    .build());
        }
        layers.add(output);
        return layers;
    }

    private static List<Layer> lenet() {
        List<Layer> layers = new ArrayList<>(List.of(
                conv(6, 5, ConvolutionMode.Same, Activation.RELU),
                maxPool(),
                conv(16, 5, ConvolutionMode.Truncate, Activation.RELU),
                maxPool()));
        layers.addAll(mlp(classes(), 120, 84));
        return layers;
    }

    private static List<Layer> convnet() {
        List<Layer> layers = new ArrayList<>();
        for (int channels : new int[] {32, 64}) {
            for (int i = 0; i < 2; i++) {
                layers.addAll(Arrays.asList(
                        conv(channels, 3, ConvolutionMode.Same, Activation.IDENTITY),
                        new BatchNormalization(),
                        new ActivationLayer(Activation.RELU)));
            }
            layers.add(maxPool());
        }
        layers.addAll(mlp(classes(), 128));
        return layers;
    }

    private static Layer conv(int channels, int size, ConvolutionMode mode, Activation activation) {
        return new ConvolutionLayer.Builder(size, size)
                .nOut(channels)
                .convolutionMode(mode)
                .activation(activation)
                .build();
    }

    private static Layer maxPool() {
        return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX, new int[] {2, 2}, new int[] {2, 2})
                .build();
    }

    private static List<Layer> lstm() {
        return List.of(
                new EmbeddingSequenceLayer.Builder()
                        .nOut(32)
                        .inputLength(LETTERS)
                        .build(),
                new LSTM.Builder().nOut(128).build(),
                new RnnOutputLayer.Builder(LossFunction.MCXENT)
                        .activation(Activation.SOFTMAX)
                        .nOut(LETTERS)
                        .build());
    }
}
