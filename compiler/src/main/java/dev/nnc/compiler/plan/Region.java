package dev.nnc.compiler.plan;

import dev.nnc.compiler.ir.Axis;
import java.util.List;

/**
 * Nodes that one kernel computes.
 *
 * @param kind the form of the kernel
 * @param rows the axes of its rows, the outer loops; the lane axis is inside
 * @param nodes what it computes, in order; the first is the reduction, product or move that gives it its form, if it has one
 * @param writes what it leaves in memory, and where
 */
public record Region(Kind kind, List<Axis> rows, List<Integer> nodes, List<Write> writes) {
    /** The form of a kernel. */
    public enum Kind {
        /** Row by row: element by element and reductions along the row, in as many passes as the reductions need. */
        ROWS,
        /** Column by column: a reduction over rows. */
        COLUMNS,
        /** A matrix product and what is done to each element of it. */
        MATRIX,
        /** A value with zeros around it. */
        PAD,
        /** Zeros around a value that is in place. */
        BORDER,
        /** The largest or the sum of each window. */
        POOL,
        /** Each element spread over its window. */
        UNPOOL,
        /** Products added into overlapping windows. */
        SPREAD,
        /** The small matrix at each place between a constant one and its transpose. */
        TRANSFORM,
        /** Element by element without lanes. */
        MOVE,
        /** Rows added into a table by their ids. */
        SCATTER,
        /** Step by step: a plan of its own. */
        SCAN
    }

    /** A value that is left in memory. */
    public record Write(int node, Place place) {}

    public Region {
        rows = List.copyOf(rows);
        nodes = List.copyOf(nodes);
        writes = List.copyOf(writes);
    }

    /** The node that gives the region its form. */
    public int hero() {
        return nodes.get(0);
    }
}
