package dev.nnc.compiler.plan;

import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Leaf;

/** Where the values of leaves, and the results of a program, are in memory. */
public interface LeafPlaces {
    /** The place of a leaf's value, which has this squeezed type. */
    Place of(Leaf leaf, TensorType type);

    /** The place of a weight's gradient. */
    Place gradient(String weight, TensorType type);

    /** The place of a weight, buffer or slot that a program updates. */
    Place update(String name, TensorType type);
}
