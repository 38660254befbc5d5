package dev.nnc.compiler.semantic.library;

import static dev.nnc.compiler.ir.op.Tensors.assertAgrees;

import dev.nnc.compiler.autodiff.Differentiate;
import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.NumericGradient;
import dev.nnc.compiler.ir.Reference;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A graph whose leaves have values, to try formulas on. */
final class Bench {
    final GraphBuilder graph = new GraphBuilder("bench");
    final Arithmetic math = new Arithmetic(graph);
    private final Map<String, Tensor> leaves = new HashMap<>();
    private int batch = 1;

    /** Floats of a shape whose first axis is the batch. */
    int floats(String name, int[] shape, double... values) {
        return leaf(name, DType.F32, shape, values);
    }

    /** One number for each example. */
    int column(String name, double... values) {
        return floats(name, new int[] {values.length}, values);
    }

    /** Ids of a shape whose first axis is the batch. */
    int ids(String name, int[] shape, double... values) {
        return leaf(name, DType.I32, shape, values);
    }

    private int leaf(String name, DType dtype, int[] shape, double... values) {
        TensorType type =
                TensorType.of(dtype, Arrays.copyOfRange(shape, 1, shape.length)).batched();
        return leaf(name, type, new Tensor(shape, values));
    }

    /** A leaf of any type. */
    int leaf(String name, TensorType type, Tensor value) {
        leaves.put(name, value);
        if (type.hasBatch()) {
            batch = value.shape()[0];
        }
        return graph.add(new Leaf(Leaf.Kind.INPUT, name, type));
    }

    /** The lengths of the examples along an axis. */
    void lengths(Axis.Length axis, double... lengths) {
        leaves.put(axis.name() + " lengths", new Tensor(new int[] {lengths.length}, lengths));
    }

    /** Calls a built-in and returns its node. */
    int call(List<Builtin<Value>> builtins, String name, Object... arguments) {
        return SampleCall.call(graph, SampleCall.named(builtins, name), arguments)
                .node();
    }

    /** The value of a node. */
    double[] value(int node) {
        return tensor(node).data();
    }

    /** The value of a node with its shape. */
    Tensor tensor(int node) {
        return Reference.evaluate(graph.build(), run()).value(node);
    }

    /** d sum(node) / d leaf. */
    double[] slope(int node, int leaf) {
        List<Integer> gradients = Differentiate.gradients(graph, summed(node), List.of(leaf));
        return value(gradients.get(0));
    }

    /** Holds the gradients of a node, weighted differently for each element, against central differences. */
    void checkGradient(int node, String... names) {
        int loss = summed(math.mul(node, weights(node)));
        Graph forward = graph.build();
        for (String name : names) {
            int leaf = leafNamed(name);
            int gradient = Differentiate.gradients(graph, loss, List.of(leaf)).get(0);
            assertAgrees(tensor(gradient), NumericGradient.of(forward, loss, run(), name));
        }
    }

    private int leafNamed(String name) {
        for (int id = 0; id < graph.size(); id++) {
            if (graph.node(id).op() instanceof Leaf leaf && leaf.leaf().equals(name)) {
                return id;
            }
        }
        throw new IllegalArgumentException("no leaf " + name);
    }

    /** Numbers that differ from element to element, so that a gradient that is mixed up shows. */
    private int weights(int node) {
        TensorType example = graph.type(node).hasBatch()
                ? graph.type(node)
                        .withAxes(graph.type(node)
                                .axes()
                                .subList(1, graph.type(node).rank()))
                : graph.type(node);
        double[] weights = new double[Math.toIntExact(example.elements(1))];
        Arrays.setAll(weights, i -> 1 + 0.3 * i);
        return graph.add(Constant.table(weights, TensorType.f32(example.shape(1))));
    }

    private int summed(int node) {
        int rank = graph.type(node).rank();
        List<Integer> axes = IntStream.range(0, rank).boxed().toList();
        return math.sum(node, axes, false);
    }

    private Run run() {
        return new Run(batch, leaves, (normal, place, element) -> 0);
    }
}
