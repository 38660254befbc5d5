package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.ir.Axis;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The names that can be seen from a place: values and constants, shared layers, and lengths, each kind apart. */
final class Scope {
    /** What a name means, and where it got its meaning. */
    record Binding(Meaning meaning, Span at) {}

    private final Optional<Scope> outer;
    private final Map<String, Binding> values = new LinkedHashMap<>();
    private final Map<String, SharedLayer> layers = new LinkedHashMap<>();
    private final Map<String, Axis.Length> lengths = new LinkedHashMap<>();

    private final Map<String, Span> announced = new LinkedHashMap<>();

    private Scope(Optional<Scope> outer) {
        this.outer = outer;
    }

    /** A scope that sees nothing outside of it. */
    static Scope closed() {
        return new Scope(Optional.empty());
    }

    /** A scope inside of this one. */
    Scope inner() {
        return new Scope(Optional.of(this));
    }

    void bind(String name, Meaning meaning, Span at) {
        values.put(name, new Binding(meaning, at));
    }

    /** Says that a name will be declared in this scope. */
    void announce(String name, Span at) {
        announced.putIfAbsent(name, at);
    }

    /** Where a name that is not bound yet will be declared. */
    Optional<Span> later(String name) {
        Span found = announced.get(name);
        return found != null ? Optional.of(found) : outer.flatMap(scope -> scope.later(name));
    }

    void bind(SharedLayer layer) {
        layers.put(layer.name(), layer);
    }

    void bind(Axis.Length axis) {
        lengths.put(axis.name(), axis);
    }

    /** The nearest value of a name. */
    Optional<Binding> value(String name) {
        Binding found = values.get(name);
        return found != null ? Optional.of(found) : outer.flatMap(scope -> scope.value(name));
    }

    /** The nearest shared layer of a name. */
    Optional<SharedLayer> layer(String name) {
        SharedLayer found = layers.get(name);
        return found != null ? Optional.of(found) : outer.flatMap(scope -> scope.layer(name));
    }

    Optional<Axis.Length> length(String name) {
        Axis.Length found = lengths.get(name);
        return found != null ? Optional.of(found) : outer.flatMap(scope -> scope.length(name));
    }

    /** The values of this scope alone. */
    Map<String, Binding> own() {
        return values;
    }

    /** The shared layers of this scope alone. */
    Map<String, SharedLayer> ownLayers() {
        return layers;
    }

    /** The names of all values in sight. */
    Set<String> valueNames() {
        Set<String> names = outer.map(Scope::valueNames).orElseGet(TreeSet::new);
        names.addAll(values.keySet());
        return names;
    }

    /** The names of all shared layers in sight. */
    Set<String> layerNames() {
        Set<String> names = outer.map(Scope::layerNames).orElseGet(TreeSet::new);
        names.addAll(layers.keySet());
        return names;
    }
}
