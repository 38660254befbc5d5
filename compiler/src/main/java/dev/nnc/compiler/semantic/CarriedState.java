package dev.nnc.compiler.semantic;

import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.DataInput;
import dev.nnc.compiler.ir.op.Leaf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The state of a declared layer in an entry, {@code state NAME: LAYER}: one tensor for each thing that the layers inside keep. */
final class CarriedState {
    private final String name;
    private final SharedLayer layer;
    private final Map<String, DataInput> tensors = new LinkedHashMap<>();
    private final Map<String, Integer> now = new LinkedHashMap<>();
    private boolean used;

    CarriedState(String name, SharedLayer layer) {
        this.name = name;
        this.layer = layer;
    }

    /** The layer whose state it is. */
    SharedLayer layer() {
        return layer;
    }

    /** Whether the layer was called with it. */
    boolean isUsed() {
        return used;
    }

    /** Notes that the layer is called with it. */
    void use() {
        used = true;
    }

    /** The tensors, in the order in which they were met. */
    List<DataInput> tensors() {
        return new ArrayList<>(tensors.values());
    }

    /** The present value of a tensor, given its path and name in the model; its leaf at first. */
    int before(GraphBuilder graph, String path, TensorType type) {
        if (!now.containsKey(path)) {
            String own = name + path.substring(layer.context().site().path().length());
            tensors.put(path, new DataInput(own, type, 0, List.of()));
            now.put(path, graph.add(new Leaf(Leaf.Kind.STATE, own, type)));
        }
        return now.get(path);
    }

    /** Sets a tensor's value after the call. */
    void after(String path, int node) {
        now.put(path, node);
    }

    /** What the state becomes. */
    List<Result> updates() {
        List<Result> results = new ArrayList<>();
        tensors.forEach((path, tensor) -> results.add(new Result(Result.Kind.UPDATE, tensor.name(), now.get(path))));
        return results;
    }
}
