package dev.nnc.compiler.passes;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Elementwise;
import dev.nnc.compiler.ir.op.Reduce;
import dev.nnc.compiler.ir.op.Reshape;
import dev.nnc.compiler.ir.op.Reverse;
import dev.nnc.compiler.ir.op.Slice;
import dev.nnc.compiler.ir.op.Transpose;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Computes in double precision, when the model is compiled, what depends on constants alone. */
final class FoldConstants implements Pass {
    /** Larger tables stay formulas: they would only fill the generated source. */
    private static final int LARGEST_TABLE = 1024;

    /** Operators that move elements and change none. */
    private static final Set<Class<? extends Op>> MOVEMENT =
            Set.of(Broadcast.class, Reshape.class, Transpose.class, Slice.class, Reverse.class);

    private static final Run NOTHING = new Run(0, Map.of(), (normal, place, element) -> Double.NaN);

    @Override
    public String name() {
        return "fold-constants";
    }

    @Override
    public Graph run(Graph graph) {
        return Rewriter.rewrite(graph, List.of(FoldConstants::splat, FoldConstants::table));
    }

    private static int splat(Rewriter graph, Op op, int... inputs) {
        if (inputs.length == 0 || !Arrays.stream(inputs).allMatch(graph::isSplat)) {
            return Rule.NONE;
        }
        double first = graph.splat(inputs[0]);
        if (op instanceof Elementwise elementwise) {
            double value = elementwise.apply(
                    Arrays.stream(inputs).mapToDouble(graph::splat).toArray());
            return graph.constant(value, graph.type(op, inputs));
        }
        if (MOVEMENT.contains(op.getClass())) {
            return graph.constant(first, graph.type(op, inputs));
        }
        if (op instanceof Reduce reduce) {
            return reduced(graph, reduce, inputs[0], first);
        }
        return Rule.NONE;
    }

    private static int reduced(Rewriter graph, Reduce reduce, int input, double value) {
        TensorType type = graph.type(input);
        if (reduce.kind() != Reduce.Kind.SUM) {
            return graph.constant(value, graph.type(reduce, input));
        }
        double count = 1;
        for (int axis : reduce.axes()) {
            if (!(type.axis(axis) instanceof Axis.Fixed fixed)) {
                return Rule.NONE;
            }
            count *= fixed.size();
        }
        return graph.constant(value * count, graph.type(reduce, input));
    }

    private static int table(Rewriter graph, Op op, int... inputs) {
        if (inputs.length == 0 || !Arrays.stream(inputs).allMatch(id -> graph.is(id, Constant.class))) {
            return Rule.NONE;
        }
        TensorType type = graph.type(op, inputs);
        boolean small = Arrays.stream(inputs).allMatch(id -> isSmall(graph.type(id))) && isSmall(type);
        if (!small) {
            return Rule.NONE;
        }
        List<Tensor> values = Arrays.stream(inputs)
                .mapToObj(id -> graph.node(id).op().evaluate(List.of(), graph.type(id), NOTHING))
                .toList();
        double[] data = op.evaluate(values, type, NOTHING).data();
        boolean same = Arrays.stream(data).allMatch(value -> value == data[0]);
        return same ? graph.constant(data[0], type) : graph.add(Constant.table(data, type));
    }

    private static boolean isSmall(TensorType type) {
        return type.axes().stream().allMatch(Axis.Fixed.class::isInstance) && type.elements(0) <= LARGEST_TABLE;
    }
}
