package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.ArrayList;
import java.util.List;

/** An operator whose gradient for one input has the wrong sign; where there should be none, it is one everywhere. */
public record WrongGradient(Op op, int input) implements Op {
    /** An operator with a wrong gradient; a scan gets it at each activation of its sub-graph. */
    static Op of(Op op, int input) {
        if (!(op instanceof Scan scan)) {
            return new WrongGradient(op, input);
        }
        List<Node> nodes = scan.body().nodes().stream()
                .map(node -> node.op() instanceof Tanh || node.op() instanceof Multiply
                        ? new Node(
                                node.id(), new WrongGradient(node.op(), 0), node.inputs(), node.type(), node.origin())
                        : node)
                .toList();
        Graph body = new Graph(scan.body().name(), nodes, scan.body().results());
        return new Scan(body, scan.carries(), scan.sequences(), scan.steps(), scan.backward(), scan.result());
    }

    @Override
    public String name() {
        return "wrong_" + op.name();
    }

    @Override
    public int arity() {
        return op.arity();
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        return op.type(inputs);
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        return op.evaluate(inputs, type, run);
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        List<Integer> parts = new ArrayList<>(op.gradient(graph, node, adjoint));
        parts.set(
                input,
                parts.get(input) == NO_GRADIENT
                        ? graph.constant(1, graph.type(node.input(input)))
                        : graph.add(new Negate(), parts.get(input)));
        return parts;
    }
}
