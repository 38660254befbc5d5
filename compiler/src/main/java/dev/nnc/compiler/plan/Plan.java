package dev.nnc.compiler.plan;

import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.ir.Graph;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A prepared graph, divided into regions in the order in which they run, with a place for every value in memory.
 *
 * @param places of leaves and of what regions write; a value that nobody reads from memory has none
 * @param scans the loops over steps, by the first node of their regions
 * @param arenaFloats floats of the arena that the largest batch needs
 */
public record Plan(
        Graph graph,
        Sources sources,
        List<Region> regions,
        Map<Integer, Place> places,
        Map<Integer, ScanPlan> scans,
        int arenaFloats) {
    public Plan {
        scans = Map.copyOf(scans);
        regions = List.copyOf(regions);
        places = Map.copyOf(places);
    }

    /** Where a value is read that another shape or part of which may be what is in memory. */
    public Place view(int node) {
        return inMemory(node).orElseThrow(() -> new CompilerBug("nothing in memory stands for " + graph.node(node)));
    }

    /** The same; empty where the value is not in memory. */
    public Optional<Place> inMemory(int node) {
        return new Views(graph, places).find(node);
    }
}
