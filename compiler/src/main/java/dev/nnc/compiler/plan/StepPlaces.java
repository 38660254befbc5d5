package dev.nnc.compiler.plan;

import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Leaf;
import java.util.HashMap;
import java.util.Map;

/** Places for the step of a loop: what it reads and what it hands out is where the plan around the loop says. */
final class StepPlaces implements LeafPlaces {
    private final Map<String, Place> leaves = new HashMap<>();
    private final Map<String, Place> results = new HashMap<>();

    void putLeaf(String name, Place place) {
        leaves.put(name, place);
    }

    void putResult(String name, Place place) {
        results.put(name, place);
    }

    @Override
    public boolean isInMemory(Leaf leaf) {
        return leaves.containsKey(leaf.leaf());
    }

    @Override
    public Place of(Leaf leaf, TensorType type) {
        return leaves.get(leaf.leaf());
    }

    @Override
    public Place result(Result result, TensorType type) {
        return results.get(result.name());
    }

    @Override
    public boolean isMadeInPlace(Result result) {
        return results.get(result.name()).layout().isPaddedAlongLanes();
    }

    @Override
    public Place gradient(String weight, TensorType type) {
        throw new IllegalStateException("a step has no gradient of " + weight);
    }

    @Override
    public Place update(String name, TensorType type) {
        throw new IllegalStateException("a step does not update " + name);
    }
}
