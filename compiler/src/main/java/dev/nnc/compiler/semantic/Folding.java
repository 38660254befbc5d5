package dev.nnc.compiler.semantic;

import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Elementwise;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.constant.Rational;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a constant of a function of constants, such as {@code sqrt(width)}, by the operators' own meaning. */
final class Folding {
    private static final Run NOTHING = new Run(1, Map.of(), (normal, place, element) -> {
        throw new IllegalStateException("a constant draws no random numbers");
    });

    private Folding() {}

    /** A number where the value is one that is known now, otherwise the tensor. */
    static Meaning fold(Value value, GraphBuilder graph) {
        if (!value.type().isScalar()) {
            return new Meaning.Tensor(value);
        }
        return evaluate(value.node(), graph)
                .map(tensor -> tensor.data()[0])
                .filter(Double::isFinite)
                .<Meaning>map(number -> new Meaning.Number(Rational.of(number)))
                .orElseGet(() -> new Meaning.Tensor(value));
    }

    private static Optional<Tensor> evaluate(int id, GraphBuilder graph) {
        Node node = graph.node(id);
        if (!node.type().isScalar() || !(node.op() instanceof Constant) && !(node.op() instanceof Elementwise)) {
            return Optional.empty();
        }
        List<Tensor> inputs = new ArrayList<>();
        for (int input : node.inputs()) {
            Optional<Tensor> known = evaluate(input, graph);
            if (known.isEmpty()) {
                return known;
            }
            inputs.add(known.get());
        }
        return Optional.of(node.op().evaluate(inputs, node.type(), NOTHING));
    }
}
