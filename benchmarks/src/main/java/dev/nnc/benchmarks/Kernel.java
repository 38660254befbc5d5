package dev.nnc.benchmarks;

import dev.nnc.benchmarks.kernels.Adam;
import dev.nnc.benchmarks.kernels.Conv32To32At32;
import dev.nnc.benchmarks.kernels.Conv3To32At32;
import dev.nnc.benchmarks.kernels.Conv64To64At16;
import dev.nnc.benchmarks.kernels.Exp;
import dev.nnc.benchmarks.kernels.Product256x2048x2048;
import dev.nnc.benchmarks.kernels.Product32x128x512;
import dev.nnc.benchmarks.kernels.Product64x784x256;
import dev.nnc.benchmarks.kernels.Softmax;
import dev.nnc.runtime.Network;
import java.util.function.LongFunction;

/** Models of one operator, whose predictions and steps are little but its kernels; they are in {@code kernels/}. */
public enum Kernel {
    /** A dense layer, batch x inputs x outputs. */
    PRODUCT_64_784_256(Product64x784x256::create),

    /** One whose weights fill 16 MB. */
    PRODUCT_256_2048_2048(Product256x2048x2048::create),

    /** One of a gate's shape. */
    PRODUCT_32_128_512(Product32x128x512::create),

    /** A 3 x 3 convolution, channels in, channels out, size. */
    CONV_3_32_32(Conv3To32At32::create),

    /** One with many channels. */
    CONV_32_32_32(Conv32To32At32::create),

    /** One with more channels and fewer places. */
    CONV_64_64_16(Conv64To64At16::create),

    /** Exponentials of 256 rows of 1024. */
    EXP(Exp::create),

    /** Softmax of 256 rows of 1024. */
    SOFTMAX(Softmax::create),

    /** The update of a million weights. */
    ADAM(Adam::create);

    private final LongFunction<Network> network;

    Kernel(LongFunction<Network> network) {
        this.network = network;
    }

    /** The model, with weights drawn from a seed. */
    Network network(long seed) {
        return network.apply(seed);
    }
}
