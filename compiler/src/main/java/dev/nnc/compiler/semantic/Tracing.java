package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Origin;
import dev.nnc.compiler.ir.model.Weight;
import dev.nnc.compiler.ir.op.Leaf;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** One graph that is being built: its mode, its leaves, and what it does to buffers. */
final class Tracing {
    private final ModelFacts facts;
    private final GraphBuilder graph;
    private final boolean training;
    private final Map<String, Integer> leaves = new LinkedHashMap<>();
    private final Map<String, Integer> updates = new LinkedHashMap<>();
    private CarriedState carried;
    private int expansions;
    private final Map<String, Integer> seen = new LinkedHashMap<>();

    Tracing(ModelFacts facts, String name, boolean training) {
        this.facts = facts;
        this.graph = new GraphBuilder(name);
        this.training = training;
    }

    /** What all graphs of the model share. */
    ModelFacts facts() {
        return facts;
    }

    GraphBuilder graph() {
        return graph;
    }

    boolean isTraining() {
        return training;
    }

    /** Counts one more use of a block or function of the file. */
    int expansion() {
        return ++expansions;
    }

    /** From here on new nodes come from this place. */
    void at(String name, Span place) {
        graph.at(origin(name, place));
    }

    /** A place of the source under a name, with the file's name without its folders. */
    static Origin origin(String name, Span place) {
        String file = place.source().name();
        return new Origin(
                name, file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1), place.startLine());
    }

    /** The leaf of a weight, one in the graph. */
    int leaf(Weight weight) {
        return leaves.computeIfAbsent(weight.name(), name -> {
            Leaf.Kind kind = weight.trainable() ? Leaf.Kind.PARAMETER : Leaf.Kind.STATE;
            return graph.add(new Leaf(kind, name, weight.type()));
        });
    }

    /** Sets a buffer after a step whose loss depends on {@code node}, from what it would be without. */
    void update(Weight buffer, int node, IntUnaryOperator next) {
        int now = updates.containsKey(buffer.name()) ? updates.get(buffer.name()) : leaf(buffer);
        updates.put(buffer.name(), next.applyAsInt(now));
        seen.putIfAbsent(buffer.name(), node);
    }

    /** The state into which layers put what they keep from call to call, where one is at hand. */
    Optional<CarriedState> carried() {
        return Optional.ofNullable(carried);
    }

    /** From here on layers keep what they keep in this state; null: nowhere. */
    void carry(CarriedState state) {
        carried = state;
    }

    /** New contents of buffers by their names. */
    Map<String, Integer> updates() {
        return updates;
    }

    /** The node that a loss depends on if it moves a buffer. */
    int seen(String buffer) {
        return seen.get(buffer);
    }
}
