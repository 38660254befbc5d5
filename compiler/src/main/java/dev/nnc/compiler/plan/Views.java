package dev.nnc.compiler.plan;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Reshape;
import dev.nnc.compiler.ir.op.Slice;
import dev.nnc.compiler.plan.prepare.AffineView;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Places of values that are parts or other shapes of values in memory. */
final class Views {
    private final Graph graph;
    private final Map<Integer, Place> places;

    /** Takes the places of what is in memory, which may still grow. */
    Views(Graph graph, Map<Integer, Place> places) {
        this.graph = graph;
        this.places = places;
    }

    /** Where a value can be read; empty where it is not in memory. */
    Optional<Place> find(int id) {
        Place own = places.get(id);
        if (own != null) {
            return Optional.of(own);
        }
        Node node = graph.node(id);
        if (node.op() instanceof Slice slice) {
            return find(node.input(0)).map(place -> slice(place, slice, node.type()));
        } else if (node.op() instanceof AffineView view) {
            return find(node.input(0)).map(place -> view.of(place, node.type()));
        } else if (node.op() instanceof Reshape && Role.isView(graph, node)) {
            return find(node.input(0)).map(place -> reshape(place, node.type()));
        }
        return Optional.empty();
    }

    private static Place slice(Place place, Slice slice, TensorType type) {
        Layout layout = place.layout();
        List<Integer> strides = new ArrayList<>(layout.strides());
        int stride = strides.set(slice.axis(), layout.stride(slice.axis()) * slice.step());
        Layout part = new Layout(type, strides, layout.lane(), layout.padded());
        return place.at(place.offset() + slice.from() * stride, part);
    }

    /** The same elements under axes that differ in those of a single element. */
    private static Place reshape(Place place, TensorType type) {
        Layout layout = place.layout();
        Iterator<Integer> axes = IntStream.range(0, layout.strides().size())
                .filter(axis -> !Layout.isSingle(layout.type().axis(axis)))
                .iterator();
        List<Integer> strides = new ArrayList<>();
        int lane = -1;
        for (int axis = 0; axis < type.rank(); axis++) {
            int from = Layout.isSingle(type.axis(axis)) ? -1 : axes.next();
            lane = from >= 0 && from == layout.lane() ? axis : lane;
            strides.add(from < 0 ? 0 : layout.stride(from));
        }
        return place.at(place.offset(), new Layout(type, strides, lane, layout.padded()));
    }
}
