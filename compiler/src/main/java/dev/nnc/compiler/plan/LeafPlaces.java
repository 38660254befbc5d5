package dev.nnc.compiler.plan;

import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Leaf;

/** Where the values of leaves, and the results of a program, are in memory. */
public interface LeafPlaces {
    /** Whether a leaf is read from memory; other leaves are numbers that the program computes with. */
    default boolean isInMemory(Leaf leaf) {
        return leaf.kind() != Leaf.Kind.SETTING && leaf.kind() != Leaf.Kind.COUNT;
    }

    /** The place of a leaf's value, which has this squeezed type. */
    Place of(Leaf leaf, TensorType type);

    /** The place of a weight's gradient. */
    Place gradient(String weight, TensorType type);

    /** The place of a weight, buffer or slot that a program updates. */
    Place update(String name, TensorType type);

    /** Where a result belongs that is no loss. */
    default Place result(Result result, TensorType type) {
        return switch (result.kind()) {
            case GRADIENT -> gradient(result.name(), type);
            case UPDATE -> update(result.name(), type);
            case METRIC -> new Place(new Space.Statistics(result.name()), 0, Layout.logical(type));
            case INPUT_GRADIENT -> new Place(new Space.InputGradient(result.name()), 0, Layout.logical(type));
            default -> new Place(new Space.Output(result.name()), 0, Layout.logical(type));
        };
    }

    /** Whether a result may be computed where it belongs; otherwise it is copied there at the end. */
    default boolean isMadeInPlace(Result result) {
        return result.kind() == Result.Kind.GRADIENT || result.kind() == Result.Kind.UPDATE;
    }
}
