package dev.nnc.compiler.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** Puts groups into an order in which each follows what it needs. */
final class Schedule {
    private Schedule() {}

    /** The groups that have nodes; among those that could run, the one with the earliest node comes first. */
    static List<Fusion.Group> of(List<Fusion.Group> groups) {
        List<Fusion.Group> waiting = new ArrayList<>(groups);
        waiting.removeIf(group -> group.nodes.isEmpty());
        waiting.sort(Comparator.comparing(
                group -> group.nodes.stream().min(Integer::compare).orElseThrow()));
        List<Fusion.Group> ordered = new ArrayList<>();
        BitSet done = new BitSet();
        while (!waiting.isEmpty()) {
            Fusion.Group next = waiting.stream()
                    .filter(group -> isSubset(group.needs, done))
                    .findFirst()
                    .orElseThrow();
            waiting.remove(next);
            ordered.add(next);
            done.set(next.id);
        }
        return ordered;
    }

    static boolean isSubset(BitSet part, BitSet whole) {
        BitSet rest = (BitSet) part.clone();
        rest.andNot(whole);
        return rest.isEmpty();
    }
}
