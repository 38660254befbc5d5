package dev.nnc.compiler.semantic.layer;

import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Value;
import java.util.List;

/** All layers: what has weights, buffers or a mode. */
public final class Layers {
    private Layers() {}

    /** In the order of the language reference. */
    public static List<Builtin<Value>> all() {
        return List.of(
                Dense.DENSE,
                Convolutions.CONV,
                Convolutions.CONV1D,
                Convolutions.DEPTHWISE_CONV,
                Convolutions.SEPARABLE_CONV,
                ConvTranspose.CONV_TRANSPOSE,
                Standardize.STANDARDIZE,
                Standardize.INVERSE,
                Dropout.DROPOUT,
                Regularisers.SPATIAL_DROPOUT,
                Regularisers.DROP_PATH,
                Regularisers.GAUSSIAN_NOISE,
                Noise.NOISE,
                Prelu.PRELU,
                Embedding.EMBEDDING,
                Positions.POSITIONS,
                Recurrent.RNN,
                Recurrent.LSTM,
                Recurrent.GRU,
                Attention.ATTENTION,
                BatchNorm.BATCH_NORM,
                LayerNorm.LAYER_NORM,
                LayerNorm.RMS_NORM,
                GroupNorm.GROUP_NORM,
                GroupNorm.INSTANCE_NORM);
    }
}
