package dev.nnc.compiler.passes;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.op.Scan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes one scan of those that run the same steps on the same inputs and hand out different things, as autodiff leaves them;
 * and drops the outputs that nobody asks for.
 */
final class ShareScans implements Pass {
    /** What scans have in common that are one. */
    private record Loop(
            List<Node> steps, List<Integer> carried, int sequences, Axis axis, boolean backward, List<Integer> inputs) {
        static Loop of(Node node) {
            Scan scan = (Scan) node.op();
            List<Integer> carried = scan.body().results().subList(0, scan.carries()).stream()
                    .map(Result::node)
                    .toList();
            return new Loop(
                    scan.body().nodes(), carried, scan.sequences(), scan.steps(), scan.backward(), node.inputs());
        }
    }

    @Override
    public String name() {
        return "share-scans";
    }

    @Override
    public Graph run(Graph graph) {
        Map<Loop, Set<Integer>> outputs = new HashMap<>();
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Scan scan) {
                Set<Integer> all = outputs.computeIfAbsent(Loop.of(node), key -> new LinkedHashSet<>());
                if (isOutput(scan)) {
                    all.add(scan.body().results().get(scan.result()).node());
                }
            }
        }
        GraphBuilder shared = new GraphBuilder(graph.name());
        for (Node node : graph.nodes()) {
            Node one = node.op() instanceof Scan scan ? joined(node, scan, outputs.get(Loop.of(node))) : node;
            shared.copy(one, node.inputs());
        }
        graph.results().forEach(result -> shared.result(result.kind(), result.name(), result.node()));
        return shared.build();
    }

    private static boolean isOutput(Scan scan) {
        return scan.result() >= scan.carries() && scan.result() < scan.before(0);
    }

    private static Node joined(Node node, Scan scan, Set<Integer> outputs) {
        List<Integer> all = List.copyOf(outputs);
        List<Result> results = new ArrayList<>(scan.body().results().subList(0, scan.carries()));
        all.forEach(output ->
                results.add(new Result(Result.Kind.OUTPUT, "out" + (results.size() - scan.carries()), output)));
        int result = scan.result();
        if (isOutput(scan)) {
            result = scan.carries()
                    + all.indexOf(scan.body().results().get(scan.result()).node());
        } else if (result >= scan.carries()) {
            result += all.size() - scan.outputs();
        }
        Scan joined = scan.withBody(scan.body().withResults(results)).withResult(result);
        return new Node(node.id(), joined, node.inputs(), node.type(), node.origin());
    }
}
