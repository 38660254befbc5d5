package dev.nnc.compiler.autodiff;

import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.op.Scan;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which nodes are results of the same scan. */
final class Scans {
    /** A scan without regard to which of its results is meant. */
    private record Key(Scan scan, List<Integer> inputs) {
        static Key of(Node node) {
            return new Key(((Scan) node.op()).withResult(0), node.inputs());
        }
    }

    private final Map<Key, int[]> results = new HashMap<>();

    private Scans() {}

    /** The scans among the nodes up to {@code last}. */
    static Scans upTo(int last, GraphBuilder graph) {
        Scans scans = new Scans();
        for (int id = last; id >= 0; id--) {
            Node node = graph.node(id);
            if (node.op() instanceof Scan scan) {
                scans.results.computeIfAbsent(Key.of(node), key -> none(scan.before(scan.carries())))[scan.result()] =
                        id;
            }
        }
        return scans;
    }

    private static int[] none(int size) {
        int[] none = new int[size];
        Arrays.fill(none, -1);
        return none;
    }

    /** The nodes by result; -1 where the graph does not ask for one. */
    int[] results(Node node) {
        return results.get(Key.of(node));
    }
}
