package dev.nnc.compiler.semantic.library.optimizer;

import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Optimizer;
import java.util.List;

/** All optimizers. */
public final class Optimizers {
    private Optimizers() {}

    /** In the order of the language reference. */
    public static List<Builtin<Optimizer>> all() {
        return List.of(
                Sgd.SGD,
                Adam.ADAM,
                Adam.ADAMW,
                Adagrad.ADAGRAD,
                Adadelta.ADADELTA,
                RmsProp.RMSPROP,
                Adamax.ADAMAX,
                Nadam.NADAM,
                Radam.RADAM,
                Rprop.RPROP,
                Lion.LION,
                Lamb.LAMB,
                Lbfgs.LBFGS);
    }
}
