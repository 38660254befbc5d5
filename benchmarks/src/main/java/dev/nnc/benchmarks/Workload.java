package dev.nnc.benchmarks;

import dev.nnc.benchmarks.models.ConvNet;
import dev.nnc.benchmarks.models.GruNet;
import dev.nnc.benchmarks.models.LeNet;
import dev.nnc.benchmarks.models.LstmNet;
import dev.nnc.benchmarks.models.Mlp;
import dev.nnc.benchmarks.models.Tabular;
import dev.nnc.benchmarks.models.Transformer;
import dev.nnc.benchmarks.models.Vae;
import dev.nnc.benchmarks.models.Wide;
import dev.nnc.runtime.Network;
import java.util.Locale;
import java.util.function.LongFunction;

/** The networks that every system is timed on; their models are {@code models/NAME.nn}. */
public enum Workload {
    /** Dense, and as small as a table's columns. */
    TABULAR(Tabular::create, 32, 30 * 16 + 16, 30 * 16, true),

    /** Dense, of pictures. */
    MLP(Mlp::create, 64, 784 * 256 + 256 * 128 + 128 * 10, 784 * 256, true),

    /** Dense, with weights larger than any cache but the last. */
    WIDE(Wide::create, 256, 1024 * 2048 + 2048 * 2048 + 2048 * 1024 + 1024 * 10, 1024 * 2048, false),

    /** Convolutions of few channels. */
    LENET(
            LeNet::create,
            64,
            28 * 28 * 25 * 6 + 10 * 10 * 25 * 6 * 16 + 400 * 120 + 120 * 84 + 84 * 10,
            28 * 28 * 25 * 6,
            true),

    /** Convolutions of many channels, with batch normalisation. */
    CONVNET(
            ConvNet::create,
            32,
            1024 * 9 * (3 * 32 + 32 * 32) + 256 * 9 * (32 * 64 + 64 * 64) + 4096 * 128 + 128 * 10,
            1024 * 9 * 3 * 32,
            true),

    /** An LSTM over 64 letters. */
    LSTM(LstmNet::create, 32, 64 * (32 * 512 + 128 * 512 + 128 * 64), 0, true),

    /** A GRU over 64 letters. */
    GRU(GruNet::create, 32, 64 * (32 * 384 + 128 * 384 + 128 * 64), 0, false),

    /** A variational autoencoder. */
    VAE(Vae::create, 128, 784 * 400 + 2 * 400 * 20 + 20 * 400 + 400 * 784, 784 * 400, false),

    /** Two decoders over 64 letters; the scores that causality hides count, as other systems compute them too. */
    TRANSFORMER(
            Transformer::create, 16, 64 * (2 * (64 * 192 + 64 * 64 + 2 * 64 * 256 + 2 * 64 * 64) + 64 * 64), 0, true);

    private final LongFunction<Network> network;
    private final int batch;
    private final long products;
    private final long firstProducts;
    private final boolean predicts;

    /**
     * A workload.
     *
     * @param network makes it from a seed
     * @param batch examples in a training step, as the model file says
     * @param products multiply-adds of all matrix products and convolutions of one example, forward
     * @param firstProducts those of them whose left operand is an input, which needs no gradient
     * @param predicts whether single predictions are compared
     */
    Workload(LongFunction<Network> network, int batch, long products, long firstProducts, boolean predicts) {
        this.network = network;
        this.batch = batch;
        this.products = products;
        this.firstProducts = firstProducts;
        this.predicts = predicts;
    }

    /** The network, with weights drawn from a seed. */
    Network network(long seed) {
        return network.apply(seed);
    }

    /** Examples in a training step. */
    public int batch() {
        return batch;
    }

    /** Whether single predictions are compared. */
    boolean predicts() {
        return predicts;
    }

    /**
     * Floating point operations of the products of a training step, two for each multiply-add: forward, the gradients of the
     * weights, and those of what is no input. No step can be shorter than these at the machine's ceiling.
     */
    long flopsPerStep() {
        return 2L * batch * (3 * products - firstProducts);
    }

    /** The name on the command line, in results and of the model's file. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
