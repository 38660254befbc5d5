package dev.nnc.compiler.passes;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.op.Add;
import dev.nnc.compiler.ir.op.And;
import dev.nnc.compiler.ir.op.Maximum;
import dev.nnc.compiler.ir.op.Minimum;
import dev.nnc.compiler.ir.op.Multiply;
import dev.nnc.compiler.ir.op.Or;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Computes once what is computed twice: equal operators on equal inputs, in either order where that is the same. */
final class ShareCommon implements Pass {
    private static final Set<Class<? extends Op>> COMMUTATIVE =
            Set.of(Add.class, Multiply.class, Maximum.class, Minimum.class, And.class, Or.class);

    /** What makes two nodes the same value. */
    private record Value(Op op, List<Integer> inputs) {
        static Value of(Op op, List<Integer> inputs) {
            boolean anyOrder = COMMUTATIVE.contains(op.getClass());
            return new Value(op, anyOrder ? inputs.stream().sorted().toList() : List.copyOf(inputs));
        }
    }

    @Override
    public String name() {
        return "share-common";
    }

    @Override
    public Graph run(Graph graph) {
        Map<Value, Integer> known = new HashMap<>();
        GraphBuilder shared = new GraphBuilder(graph.name());
        int[] places = new int[graph.nodes().size()];
        for (Node node : graph.nodes()) {
            List<Integer> inputs = new ArrayList<>(node.inputs());
            inputs.replaceAll(id -> places[id]);
            places[node.id()] = known.computeIfAbsent(Value.of(node.op(), inputs), value -> shared.copy(node, inputs));
        }
        graph.results().forEach(result -> shared.result(result.kind(), result.name(), places[result.node()]));
        return shared.build();
    }
}
