package dev.nnc.compiler.plan;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.model.Section;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Leaf;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Gives the rows of an update other lengths. Sections meet in numbers of rank 0 alone, so that each row belongs to the section
 * whose leaves it is computed from or with.
 */
public final class Sections {
    private final Graph update;
    private final int[] joined;

    private Sections(Graph update) {
        this.update = update;
        joined = new int[update.nodes().size()];
        for (Node node : update.nodes()) {
            joined[node.id()] = node.id();
            for (int input : node.inputs()) {
                if (!node.type().isScalar() && !update.type(input).isScalar()) {
                    joined[root(input)] = root(node.id());
                }
            }
        }
    }

    private int root(int node) {
        int root = node;
        while (joined[root] != root) {
            root = joined[root];
        }
        return root;
    }

    /**
     * The update with rows of a length of their own for each section, so that passes, which know rows by their lengths, keep
     * them apart. Only the plan decides how many floats a section takes.
     */
    public static Graph apart(Graph update, List<Section> sections) {
        return new Sections(update).resized(sections, section -> (section + 1) * Layout.BLOCK);
    }

    /** The update over as many floats as the sections take in memory; padding is 0 and stays 0. */
    public static Graph resize(Graph update, List<Section> sections, List<Storage.Range> ranges) {
        return new Sections(update)
                .resized(sections, section -> ranges.get(section).floats());
    }

    private Graph resized(List<Section> sections, IntUnaryOperator floats) {
        int[] lengths = lengths(sections, floats);
        GraphBuilder resized = new GraphBuilder(update.name());
        for (Node node : update.nodes()) {
            resized.at(node.origin());
            Op op = node.type().isScalar() ? node.op() : longer(node.op(), List.of(Axis.of(lengths[root(node.id())])));
            resized.add(op, node.inputs().stream().mapToInt(Integer::intValue).toArray());
        }
        for (Result result : update.results()) {
            resized.result(result.kind(), result.name(), result.node());
        }
        return resized.build();
    }

    private int[] lengths(List<Section> sections, IntUnaryOperator floats) {
        int[] lengths = new int[joined.length];
        for (Node node : update.nodes()) {
            if (!node.type().isScalar() && node.op() instanceof Leaf leaf) {
                lengths[root(node.id())] = floats.applyAsInt(section(sections, leaf.leaf()));
            }
        }
        return lengths;
    }

    private static int section(List<Section> sections, String leaf) {
        String own = leaf.contains("/") ? leaf.substring(leaf.indexOf('/') + 1) : "";
        for (int i = 0; i < sections.size(); i++) {
            if (sections.get(i).name().equals(own)) {
                return i;
            }
        }
        throw new IllegalStateException("no section has the leaf '" + leaf + "'");
    }

    private static Op longer(Op op, List<Axis> axes) {
        if (op instanceof Leaf leaf) {
            return new Leaf(leaf.kind(), leaf.leaf(), leaf.declared().withAxes(axes));
        } else if (op instanceof Constant constant) {
            return new Constant(constant.values(), constant.declared().withAxes(axes));
        } else if (op instanceof Broadcast broadcast) {
            return new Broadcast(axes, broadcast.places());
        }
        return op;
    }
}
