package dev.nnc.compiler.loops.lower;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.plan.Place;
import dev.nnc.compiler.plan.Region;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What lowering reads of a region: operators, types, who reads whom, and how values lie in memory, but neither names nor
 * addresses. Regions of equal facts become the same kernel, whose arguments are the regions' nodes and places of equal numbers.
 *
 * <p>The nodes of the region come first, in the order of their ids, as lowering goes through them; then what they read, down to
 * what is in memory or comes as a number of rank 0.
 */
final class RegionSignature {
    private final ProgramContext program;
    private final Region region;
    private final Graph graph;
    private final List<Object> facts = new ArrayList<>();
    private final List<Integer> nodes = new ArrayList<>();
    private final Map<Integer, Integer> numberOfNode = new HashMap<>();
    private final List<Step.Argument.Place> places = new ArrayList<>();
    private final Map<Step.Argument.Place, Integer> numberOfPlace = new HashMap<>();

    private RegionSignature(ProgramContext program, Region region) {
        this.program = program;
        this.region = region;
        graph = program.plan().graph();
    }

    /** The signature of a region. */
    static RegionSignature of(ProgramContext program, Region region) {
        RegionSignature signature = new RegionSignature(program, region);
        signature.write();
        return signature;
    }

    private void write() {
        facts.add(region.kind());
        facts.add(region.rows());
        facts.add(program.isSmall(region));
        region.nodes().stream().sorted().forEach(this::number);
        facts.add(nodes.size());
        region.nodes().forEach(node -> facts.add(number(node)));
        facts.add(region.writes().size());
        for (Region.Write write : region.writes()) {
            facts.add(number(write.node()));
            place(write.place());
        }
        for (int i = 0; i < nodes.size(); i++) { // grows as operands are met
            Node node = graph.node(nodes.get(i));
            facts.add(node.type());
            facts.add(program.uses(node.id()) > 1);
            facts.add(program.triangles().zero(node.id()));
            facts.add(program.triangles().hidden(node.id()));
            value(node, i < region.nodes().size());
        }
    }

    /** What a node is, and where; of one in memory that the region does not compute, the operator does not matter. */
    private void value(Node node, boolean own) {
        Place place = program.plan().places().get(node.id());
        boolean number = node.type().isScalar() && !(node.op() instanceof Constant);
        facts.add(place != null);
        if (place != null) {
            place(place);
        }
        if (own || place == null && !number) {
            facts.add(node.op());
            facts.add(program.plan().sources().role(node.id()));
            facts.add(node.inputs().size());
            node.inputs().forEach(input -> facts.add(number(input)));
        }
        if (place == null) {
            view(node.id());
        }
    }

    /** Where a part or another shape of a value in memory is. */
    private void view(int node) {
        Optional<Place> place = program.plan().inMemory(node);
        facts.add(place.isPresent());
        place.ifPresent(this::place);
    }

    private int number(int node) {
        return numberOfNode.computeIfAbsent(node, key -> {
            nodes.add(key);
            return nodes.size() - 1;
        });
    }

    private void place(Place place) {
        facts.add(numberOfPlace.computeIfAbsent(argument(place), key -> {
            places.add(key);
            return places.size() - 1;
        }));
        facts.add(place.space().getClass());
        facts.add(place.layout());
    }

    private static Step.Argument.Place argument(Place place) {
        return new Step.Argument.Place(place.space(), place.offset(), place.perStep());
    }

    /** What equal regions have in common. */
    List<Object> facts() {
        return facts;
    }

    /** The nodes by their numbers. */
    List<Integer> nodes() {
        return nodes;
    }

    /** The number of a node; empty where it is none of this signature. */
    Optional<Integer> numberOf(int node) {
        return Optional.ofNullable(numberOfNode.get(node));
    }

    /** The places by their numbers. */
    List<Step.Argument.Place> places() {
        return places;
    }

    /** The number of a place; empty where it is none of this signature. */
    Optional<Integer> numberOf(Step.Argument.Place place) {
        return Optional.ofNullable(numberOfPlace.get(place));
    }
}
