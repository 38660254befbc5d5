package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Origin;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Cast;
import dev.nnc.compiler.ir.op.Compare;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Iota;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Transpose;
import dev.nnc.compiler.plan.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Brings the sub-graphs of scans into the forms that regions are made of. What a step reads from outside is in memory: a
 * transposed weight is transposed inside, where products take it as it is, a constant becomes one of the sub-graph, a mask
 * comes as numbers. What would be the same in every step, such as a weight with another lane axis, is computed outside, once.
 */
final class PrepareScans extends Rewriter {
    private final Map<Loop, Loop> loops = new HashMap<>();

    /** A scan and its inputs, whichever of its results is meant. */
    private record Loop(PreparedScan scan, List<Integer> inputs) {}

    private PrepareScans(Graph graph) {
        super(graph);
    }

    static Graph prepare(Graph graph) {
        return new PrepareScans(graph).run();
    }

    @Override
    protected int rewrite(Node node, int[] inputs) {
        if (!(node.op() instanceof PreparedScan scan)) {
            return keep(node, inputs);
        }
        Loop before = new Loop(scan.loop(), IntStream.of(inputs).boxed().toList());
        Loop loop = loops.computeIfAbsent(before, key -> new Steps(key, node.origin()).rewrite());
        after.at(node.origin());
        return add(
                loop.scan().withResult(scan.result()),
                loop.inputs().stream().mapToInt(Integer::intValue).toArray());
    }

    /** One scan while it is rewritten. */
    private final class Steps {
        private final PreparedScan scan;
        private final List<Integer> inputs = new ArrayList<>();
        private final Origin origin;
        private GraphBuilder body;

        Steps(Loop loop, Origin origin) {
            scan = loop.scan();
            this.origin = origin;
            inputs.addAll(loop.inputs());
        }

        Loop rewrite() {
            Graph prepared = Prepare.body(copy());
            return new Loop(scan.withBody(hoist(prepared)), inputs);
        }

        /** The sub-graph on leaves that are in memory. */
        private Graph copy() {
            body = new GraphBuilder(scan.body().name());
            Map<String, Integer> inputOf = new HashMap<>();
            for (int i = 0; i < inputs.size(); i++) {
                inputOf.put(scan.leaf(i), i);
            }
            int[] places = new int[scan.body().nodes().size()];
            for (Node node : scan.body().nodes()) {
                body.at(node.origin().name().isEmpty() ? origin : node.origin());
                places[node.id()] = node.op() instanceof Leaf leaf
                        ? leaf(leaf, inputOf.get(leaf.leaf()))
                        : body.add(
                                node.op(),
                                node.inputs().stream()
                                        .mapToInt(id -> places[id])
                                        .toArray());
            }
            for (Result result : scan.body().results()) {
                body.result(result.kind(), result.name(), places[result.node()]);
            }
            return body.build();
        }

        private int leaf(Leaf leaf, int input) {
            Node outside = after.node(inputs.get(input));
            TensorType type = leaf.declared();
            boolean carry = input < scan.carries();
            if (carry || type.isScalar()) {
                return body.add(leaf);
            } else if (outside.op() instanceof Constant constant && constant.isSplat()) {
                return body.constant(constant.value(), type);
            } else if (type.dtype() == DType.BOOL) {
                inputs.set(input, add(new Cast(DType.F32), outside.id()));
                TensorType number = type.withDType(DType.F32);
                int own = body.add(new Leaf(leaf.kind(), leaf.leaf(), number));
                return body.add(new Compare(Compare.Relation.NE), own, body.constant(0, number));
            } else if (input >= scan.carries() + scan.sequences() && outside.op() instanceof Transpose transpose) {
                inputs.set(input, outside.input(0));
                int own = body.add(new Leaf(leaf.kind(), leaf.leaf(), after.type(outside.input(0))));
                return body.add(transpose, own);
            } else if (isNowhere(outside.op())) {
                inputs.set(input, add(new Copy(), outside.id()));
            }
            return body.add(leaf);
        }

        private boolean isNowhere(Op op) {
            return op instanceof Broadcast || op instanceof Constant || op instanceof Iota;
        }

        /** Moves out of the sub-graph what a kernel would compute anew in every step, always the same. */
        private Graph hoist(Graph prepared) {
            GraphBuilder kept = new GraphBuilder(prepared.name());
            boolean[] same = new boolean[prepared.nodes().size()];
            int[] places = new int[same.length];
            for (Node node : prepared.nodes()) {
                kept.at(node.origin());
                same[node.id()] = isSame(node, same);
                Role role = Role.of(prepared, node);
                boolean moves = same[node.id()] && role != Role.VIRTUAL && role != Role.SCALAR;
                places[node.id()] = moves
                        ? given(kept, node.type(), outside(prepared, node))
                        : kept.copy(
                                node,
                                node.inputs().stream().map(id -> places[id]).toList());
            }
            prepared.results().forEach(result -> kept.result(result.kind(), result.name(), places[result.node()]));
            return kept.build();
        }

        /** Whether a node is the same in every step. */
        private boolean isSame(Node node, boolean[] same) {
            if (node.op() instanceof Leaf leaf) {
                return inputOf(leaf) >= scan.carries() + scan.sequences();
            }
            return !(node.op() instanceof RandomWord) && node.inputs().stream().allMatch(id -> same[id]);
        }

        private int inputOf(Leaf leaf) {
            return IntStream.range(0, inputs.size())
                    .filter(i -> scan.leaf(i).equals(leaf.leaf()))
                    .findFirst()
                    .orElseThrow();
        }

        /** Computes outside what is the same in every step. */
        private int outside(Graph prepared, Node node) {
            if (node.op() instanceof Leaf leaf) {
                return inputs.get(inputOf(leaf));
            }
            int[] operands = node.inputs().stream()
                    .mapToInt(id -> outside(prepared, prepared.node(id)))
                    .toArray();
            after.at(node.origin());
            return add(node.op(), operands);
        }

        private int given(GraphBuilder kept, TensorType type, int value) {
            int known = inputs.lastIndexOf(value);
            if (known < scan.carries() + scan.sequences()) {
                inputs.add(value);
                known = inputs.size() - 1;
            }
            return kept.add(new Leaf(Leaf.Kind.INPUT, scan.leaf(known), type));
        }
    }
}
