package dev.nnc.generated.random;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** The declared layers and parameters of a random model, and which of them its values come from. */
final class RandomWeights {
    private final Random random;
    private final List<String> parameters = new ArrayList<>();
    private final List<String> layers = new ArrayList<>();
    private final Map<String, Set<String>> behind = new HashMap<>();
    private boolean biases;
    private boolean rows;

    RandomWeights(Random random) {
        this.random = random;
    }

    void parameter(String name) {
        parameters.add(name);
        behind.put(name, Set.of(name));
    }

    /** A layer, with a name if it is declared; one that has no weights is nothing to freeze or to move. */
    void layer(String name, String kind) {
        rows |= kind.contains("dense(") || kind.contains("embedding(");
        biases |= kind.contains("dense(") && !kind.contains("bias = false");
        if (!name.isEmpty() && !kind.contains("affine = false")) {
            layers.add(name);
            behind.put(name, Set.of(name));
        }
    }

    /** What a value is made of. */
    void bind(String name, String expression) {
        behind.put(name, behind(expression));
    }

    /** The layers and parameters that an expression comes from. */
    Set<String> behind(String expression) {
        Set<String> all = new TreeSet<>();
        for (String word : expression.split("\\W+")) {
            all.addAll(behind.getOrDefault(word, Set.of()));
        }
        return all;
    }

    /** Whether a weight has rows whose norm can be bounded. */
    boolean rows() {
        return rows;
    }

    /** A pattern of names of weights that may stay as they are while there are others to move; the last parameter never is one. */
    Optional<String> freezable() {
        List<String> names = new ArrayList<>(parameters.subList(0, parameters.size() - 1));
        names.addAll(layers);
        if (biases) {
            names.add("*.bias");
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(names.get(random.nextInt(names.size())));
    }

    /** The pattern of the weights of a layer or parameter. */
    String pattern(String name) {
        return layers.contains(name) ? name + ".*" : name;
    }
}
