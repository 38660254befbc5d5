package dev.nnc.compiler.semantic.library.activation;

import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Value;
import java.util.List;

/** All activations. */
public final class Activations {
    private Activations() {}

    /** In the order of the language reference. */
    public static List<Builtin<Value>> all() {
        return List.of(
                Rectifiers.RELU,
                Rectifiers.RELU6,
                Rectifiers.LEAKY_RELU,
                Exponentials.ELU,
                Exponentials.SELU,
                Exponentials.CELU,
                Gelu.GELU,
                Sigmoids.SILU,
                Sigmoids.SWISH,
                Softplus.MISH,
                Sigmoids.SIGMOID,
                Sigmoids.HARD_SIGMOID,
                Softplus.LOG_SIGMOID,
                Sigmoids.TANH,
                Rectifiers.HARD_TANH,
                Sigmoids.HARD_SWISH,
                Softplus.SOFTPLUS,
                Sigmoids.SOFTSIGN,
                Softmax.SOFTMAX,
                Softmax.LOG_SOFTMAX,
                Glu.GLU,
                Rectifiers.IDENTITY);
    }
}
