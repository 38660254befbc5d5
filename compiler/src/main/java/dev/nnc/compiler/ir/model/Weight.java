package dev.nnc.compiler.ir.model;

import dev.nnc.compiler.ir.Origin;
import dev.nnc.compiler.ir.TensorType;

/**
 * A weight that is kept with the model: a parameter that training moves, or a buffer (a statistic) that it does not. The
 * leaf in the graphs has this name and type.
 *
 * @param name the path of names and PyTorch's leaf name, such as {@code logits.dense2.weight}
 * @param type logical, in PyTorch's order
 */
public record Weight(String name, TensorType type, boolean trainable, Initial initial, Origin origin) {}
