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
import java.util.List;
import java.util.function.LongFunction;

/**
 * A network that every system is timed on.
 *
 * @param name what it is called on the command line and in results; its model is {@code models/NAME.nn}
 * @param network makes it from a seed
 * @param batch examples in a training step, as the model file says
 * @param products multiply-adds of all matrix products and convolutions of one example, forward
 * @param firstProducts those of them whose left operand is an input, which needs no gradient
 * @param predicts whether single predictions are timed
 */
record Workload(
        String name, LongFunction<Network> network, int batch, long products, long firstProducts, boolean predicts) {

    /** All of them, from small to large within each kind. */
    static final List<Workload> ALL = List.of(
            new Workload("tabular", Tabular::create, 32, 30 * 16 + 16, 30 * 16, true),
            new Workload("mlp", Mlp::create, 64, 784 * 256 + 256 * 128 + 128 * 10, 784 * 256, true),
            new Workload(
                    "wide", Wide::create, 256, 1024 * 2048 + 2048 * 2048 + 2048 * 1024 + 1024 * 10, 1024 * 2048, false),
            new Workload(
                    "lenet",
                    LeNet::create,
                    64,
                    28 * 28 * 25 * 6 + 10 * 10 * 25 * 6 * 16 + 400 * 120 + 120 * 84 + 84 * 10,
                    28 * 28 * 25 * 6,
                    true),
            new Workload(
                    "convnet",
                    ConvNet::create,
                    32,
                    1024 * 9 * (3 * 32 + 32 * 32) + 256 * 9 * (32 * 64 + 64 * 64) + 4096 * 128 + 128 * 10,
                    1024 * 9 * 3 * 32,
                    true),
            new Workload("lstm", LstmNet::create, 32, 64 * (32 * 512 + 128 * 512 + 128 * 64), 0, true),
            new Workload("gru", GruNet::create, 32, 64 * (32 * 384 + 128 * 384 + 128 * 64), 0, false),
            new Workload("vae", Vae::create, 128, 784 * 400 + 2 * 400 * 20 + 20 * 400 + 400 * 784, 784 * 400, false),
            new Workload(
                    "transformer",
                    Transformer::create,
                    16,
                    64 * (2 * (64 * 192 + 64 * 64 + 2 * 64 * 256 + 2 * 64 * 64) + 64 * 64),
                    0,
                    true));

    /**
     * The workload of this name.
     *
     * @throws IllegalArgumentException when there is none; the message names those that there are
     */
    static Workload named(String name) {
        return ALL.stream()
                .filter(workload -> workload.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no workload " + name + "; there are "
                        + String.join(", ", ALL.stream().map(Workload::name).toList())));
    }

    /**
     * Floating point operations of the products of a training step, two for each multiply-add: forward, the gradients of the
     * weights, and those of what is no input. No step can be shorter than these at the machine's ceiling.
     */
    long flopsPerStep() {
        return 2L * batch * (3 * products - firstProducts);
    }
}
