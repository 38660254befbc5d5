package dev.nnc.compiler.plan;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Leaf;
import java.util.List;

/** Places for a phase's update, which sees all of its weights as one long row, padding included. */
public record FlatPlaces(String phase, Storage.Range range) implements LeafPlaces {
    @Override
    public Place of(Leaf leaf, TensorType type) {
        if (leaf.kind() == Leaf.Kind.GRADIENT) {
            return new Place(new Space.Gradients(), range.from(), Layout.of(type));
        }
        return update(leaf.leaf(), type);
    }

    @Override
    public Place gradient(String weight, TensorType type) {
        throw new IllegalStateException("an update computes no gradient");
    }

    @Override
    public Place update(String name, TensorType type) {
        return name.equals("parameters")
                ? new Place(new Space.Parameters(), range.from(), Layout.of(type))
                : new Place(new Space.Slot(phase, name), 0, Layout.of(type));
    }

    /** The update over as many floats as the weights take in memory; padding is 0 and stays 0. */
    public static Graph resize(Graph update, int floats) {
        List<Axis> axes = List.of(Axis.of(floats));
        GraphBuilder resized = new GraphBuilder(update.name());
        for (Node node : update.nodes()) {
            resized.at(node.origin());
            resized.add(
                    node.type().isScalar() ? node.op() : longer(node.op(), axes),
                    node.inputs().stream().mapToInt(Integer::intValue).toArray());
        }
        for (Result result : update.results()) {
            resized.result(result.kind(), result.name(), result.node());
        }
        return resized.build();
    }

    private static Op longer(Op op, List<Axis> axes) {
        if (op instanceof Leaf leaf) {
            return new Leaf(leaf.kind(), leaf.leaf(), leaf.declared().withAxes(axes));
        } else if (op instanceof Constant constant) {
            return new Constant(constant.values(), constant.declared().withAxes(axes));
        } else if (op instanceof Broadcast broadcast) {
            return new Broadcast(axes, broadcast.places());
        }
        return op;
    }
}
