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
        return new Place(new Space.Parameters(), offset(leaf.leaf()), Layout.of(type));
    }

    @Override
    public Place gradient(String weight, TensorType type) {
        return new Place(new Space.Gradients(), offset(weight), Layout.of(type));
    }

    @Override
    public Place update(String name, TensorType type) {
        return new Place(new Space.Parameters(), offset(name), Layout.of(type));
    }

    private int offset(String weight) {
        return storage.find(weight)
                .orElseThrow(() -> new IllegalStateException("no weight is named '" + weight + "'"))
                .offset();
    }
}
