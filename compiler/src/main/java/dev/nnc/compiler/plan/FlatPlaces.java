package dev.nnc.compiler.plan;

import dev.nnc.compiler.ir.TensorType;
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

    /** Takes the ranges of the phase's sections. */
    public FlatPlaces(Phase phase, List<Storage.Range> sections) {
        int first = sections.isEmpty() ? 0 : sections.get(0).from();
        for (int i = 0; i < sections.size(); i++) {
            Section section = phase.sections().get(i);
            int from = sections.get(i).from();
            starts.put(section.leaf("parameters"), new Start(new Space.Parameters(), from));
            starts.put(section.leaf("gradients"), new Start(new Space.Gradients(), from));
            for (String slot : phase.slots()) {
                starts.put(section.leaf(slot), new Start(new Space.Slot(phase.name(), slot), from - first));
            }
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
