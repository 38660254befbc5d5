package dev.nnc.compiler.loops;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Leaf;

/** What tests of kernels begin with: a graph that is built by hand, to be held against its meaning. */
abstract class LoweredGraph {
    final GraphBuilder graph = new GraphBuilder("g");
    final Arithmetic math = new Arithmetic(graph);

    /** Numbers of each example. */
    final int input(String name, int... sizes) {
        return graph.add(new Leaf(Leaf.Kind.INPUT, name, TensorType.f32(sizes).batched()));
    }

    final int weight(String name, int... sizes) {
        return graph.add(new Leaf(Leaf.Kind.PARAMETER, name, TensorType.f32(sizes)));
    }

    final void outputIs(String name, int node) {
        graph.result(Result.Kind.OUTPUT, name, node);
    }
}
