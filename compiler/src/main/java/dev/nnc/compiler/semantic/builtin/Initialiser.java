package dev.nnc.compiler.semantic.builtin;

import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.Initial;

/** How a weight starts, once its shape is known; fans are PyTorch's: axis 1 is what goes in, axis 0 what comes out. */
@FunctionalInterface
public interface Initialiser {
    /** The constants for a weight of this type. */
    Initial of(TensorType weight);
}
