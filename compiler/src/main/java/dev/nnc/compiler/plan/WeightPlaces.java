package dev.nnc.compiler.plan;

import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Leaf;

/** Places for a program that sees each weight for itself: forward and backward passes, predictions. */
public record WeightPlaces(Storage storage) implements LeafPlaces {
    @Override
    public Place of(Leaf leaf, TensorType type) {
        if (leaf.kind() == Leaf.Kind.INPUT) {
            return new Place(new Space.Input(leaf.leaf()), 0, Layout.logical(type));
        }
        return kept(leaf.leaf(), type);
    }

    @Override
    public Place gradient(String weight, TensorType type) {
        return new Place(new Space.Gradients(), offset(weight), Layout.of(type));
    }

    @Override
    public Place update(String name, TensorType type) {
        return kept(name, type);
    }

    /** A weight or buffer; what the storage does not know is a state that the caller of an entry holds. */
    private Place kept(String name, TensorType type) {
        return storage.find(name).isPresent()
                ? new Place(new Space.Parameters(), offset(name), Layout.of(type))
                : new Place(new Space.State(name), 0, Layout.of(type));
    }

    private int offset(String weight) {
        return storage.find(weight)
                .orElseThrow(() -> new IllegalStateException("no weight is named '" + weight + "'"))
                .offset();
    }
}
