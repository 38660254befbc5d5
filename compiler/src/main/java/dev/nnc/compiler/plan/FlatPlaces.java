package dev.nnc.compiler.plan;

import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.AroundUpdate;
import dev.nnc.compiler.ir.model.Phase;
import dev.nnc.compiler.ir.model.Section;
import dev.nnc.compiler.ir.op.Leaf;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Places for a phase's update, which sees each section of its weights as one long row, padding included. */
public final class FlatPlaces implements LeafPlaces {
    private record Start(Space space, int offset) {}

    private final Map<String, Start> starts = new HashMap<>();

    /** Takes sections of a phase and their ranges. */
    public FlatPlaces(Phase phase, List<Section> sections, List<Storage.Range> ranges) {
        int first = ranges.isEmpty() ? 0 : ranges.get(0).from();
        for (int i = 0; i < sections.size(); i++) {
            Section section = sections.get(i);
            int from = ranges.get(i).from();
            Start network = new Start(new Space.Parameters(), from);
            starts.put(section.leaf("gradients"), new Start(new Space.Gradients(), from));
            for (String slot : phase.slots()) {
                starts.put(section.leaf(slot), new Start(new Space.Slot(phase.name(), slot), from - first));
            }
            Start trained = starts.getOrDefault(section.leaf(AroundUpdate.WEIGHTS), network);
            starts.put(section.leaf("parameters"), trained);
            starts.put(section.leaf("averaged"), network);
        }
    }

    @Override
    public Place of(Leaf leaf, TensorType type) {
        return update(leaf.leaf(), type);
    }

    @Override
    public Place gradient(String weight, TensorType type) {
        throw new IllegalStateException("an update computes no gradient");
    }

    @Override
    public Place update(String name, TensorType type) {
        Start start = starts.get(name);
        return new Place(start.space(), start.offset(), Layout.of(type));
    }
}
