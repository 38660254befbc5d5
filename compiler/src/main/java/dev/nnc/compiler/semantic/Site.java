package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Span;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A place in the expanded model, which names weights and numbers random draws.
 *
 * <p>Its path is made of the names of the enclosing values, blocks and layers; the second and further of one name in one place have
 * their ordinal behind it: {@code logits.dense}, {@code logits.dense2}.
 */
final class Site {
    private final String path;
    private final String nodes;
    private final String key;
    private final int rank;
    private final Optional<Span> use;
    private final Map<String, Integer> ordinals;
    private boolean direct;

    private Site(String path, String key, int rank, Optional<Span> use) {
        this(path, path, key, rank, use, new HashMap<>());
    }

    private Site(String path, String nodes, String key, int rank, Optional<Span> use, Map<String, Integer> ordinals) {
        this.path = path;
        this.nodes = nodes;
        this.ordinals = ordinals;
        this.key = key;
        this.rank = rank;
        this.use = use;
    }

    /** Where the statements of a model stand. */
    static Site root() {
        return new Site("", "", 0, Optional.empty());
    }

    /** A statement of the model, the {@code order}-th, by name. */
    Site statement(String name, Span at, int order) {
        return child(name, at, order);
    }

    /** A value, block or layer inside of this place. */
    Site enter(String name, Span at) {
        if (direct) {
            direct = false;
            return this;
        }
        return child(name, at, rank);
    }

    /** This place for one call of a function of this name, which has neither weights nor a place of its own: its nodes are named. */
    Site calling(String function) {
        String own = function + ordinal("." + function);
        return new Site(path, direct ? path : inner(own), key, rank, use, ordinals);
    }

    private Site child(String name, Span at, int order) {
        String own = name + ordinal(name);
        return new Site(inner(own), key + "/" + at.start() + ":" + own, order, use);
    }

    private String inner(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** "", then "2", "3" and so on. */
    private String ordinal(String name) {
        int count = ordinals.merge(name, 1, Integer::sum);
        return count == 1 ? "" : Integer.toString(count);
    }

    /**
     * This place again for one use of the shared layer that it is: names start over, draws are apart from those of other uses.
     *
     * @param direct whether the layer is one call, for whose kind this place's name stands
     */
    Site used(Site from, Span at, boolean isDirect) {
        Site again =
                new Site(path, from.key + "/" + at.start() + from.ordinal("@" + at.start()), rank, Optional.of(at));
        again.direct = isDirect;
        return again;
    }

    /** The path, empty for the model itself. */
    String path() {
        return path;
    }

    /** The name under which nodes that are made here are known: the path, and the word of the function that makes them. */
    String nodes() {
        return nodes;
    }

    /** The model's statement that it belongs to, as a number in order. */
    int rank() {
        return rank;
    }

    /** Where the shared layer that it belongs to is used. */
    Optional<Span> use() {
        return use;
    }

    /** What tells a random draw at a call in this place from all others. */
    String draw(Span at) {
        return key + "/" + at.start() + "~" + ordinal("~" + at.start());
    }
}
