package dev.nnc.compiler.plan;

import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.AroundUpdate;
import dev.nnc.compiler.ir.model.Phase;
import dev.nnc.compiler.ir.op.Leaf;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Places for a program that sees each weight for itself: forward and backward passes, predictions. */
public final class WeightPlaces implements LeafPlaces {
    private record Start(Space space, int offset) {}

    private final Storage storage;
    private final boolean training;
    private final Map<String, Start> trained = new HashMap<>();

    private WeightPlaces(Storage storage, boolean training) {
        this.storage = storage;
        this.training = training;
    }

    /** Outside of training, where weights are those of the network. */
    public static WeightPlaces of(Storage storage) {
        return new WeightPlaces(storage, false);
    }

    /**
     * In training, where weights whose average the network holds are in a slot, and running statistics that a loss moves stay
     * beside the old ones until the loss's update.
     */
    public static WeightPlaces inTraining(Storage storage, List<Phase> phases) {
        WeightPlaces places = new WeightPlaces(storage, true);
        for (int i = 0; i < phases.size(); i++) {
            Phase phase = phases.get(i);
            int first = storage.phases().get(i).all().from();
            if (phase.isAveraged()) {
                Space slot = new Space.Slot(phase.name(), AroundUpdate.WEIGHTS);
                phase.weights()
                        .forEach(weight -> places.trained.put(weight, new Start(slot, places.offset(weight) - first)));
            }
        }
        return places;
    }

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
        boolean statistic = storage.find(name)
                .filter(tensor -> !tensor.weight().trainable())
                .isPresent();
        return training && statistic
                ? new Place(new Space.RunningStatistics(), offset(name) - storage.trainedFloats(), Layout.of(type))
                : kept(name, type);
    }

    /** A weight or buffer; what the storage does not know is a state that the caller of an entry holds. */
    private Place kept(String name, TensorType type) {
        if (storage.find(name).isEmpty()) {
            return new Place(new Space.State(name), 0, Layout.of(type));
        }
        Start start = trained.getOrDefault(name, new Start(new Space.Parameters(), offset(name)));
        return new Place(start.space(), start.offset(), Layout.of(type));
    }

    private int offset(String weight) {
        return storage.find(weight)
                .orElseThrow(() -> new IllegalStateException("no weight is named '" + weight + "'"))
                .offset();
    }
}
