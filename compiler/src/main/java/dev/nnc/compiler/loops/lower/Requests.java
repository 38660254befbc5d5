package dev.nnc.compiler.loops.lower;

import dev.nnc.compiler.loops.program.Scalar;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the lowering of one region has asked of its program that leaves traces there: names and numbers are handed out in the
 * order in which they are asked for.
 */
final class Requests {
    private final Set<Integer> names = new LinkedHashSet<>();
    private final Map<Integer, Scalar> numbers = new LinkedHashMap<>();
    private int scratchFloats;
    private boolean index;

    void name(int node) {
        names.add(node);
    }

    Scalar number(int node, Scalar number) {
        numbers.put(node, number);
        return number;
    }

    void scratch(int floats) {
        scratchFloats = Math.max(scratchFloats, floats);
    }

    void index() {
        index = true;
    }

    /** The nodes whose names were asked for. */
    Set<Integer> names() {
        return names;
    }

    /** The nodes of rank 0 that were asked for, and what they are. */
    Map<Integer, Scalar> numbers() {
        return numbers;
    }

    /** Floats of the worker's scratch; 0 where there was no need of them. */
    int scratchFloats() {
        return scratchFloats;
    }

    /** Whether the places of lanes are read. */
    boolean usesIndex() {
        return index;
    }
}
