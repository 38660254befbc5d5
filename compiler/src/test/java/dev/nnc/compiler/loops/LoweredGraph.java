package dev.nnc.compiler.loops;

import dev.nnc.compiler.autodiff.Differentiate;
import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.plan.Storage;
import dev.nnc.compiler.plan.prepare.Prepare;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What tests of kernels begin with: a graph that is built by hand, to be held against its meaning. */
abstract class LoweredGraph {
    final GraphBuilder graph = new GraphBuilder("g");
    final Arithmetic math = new Arithmetic(graph);
    private final List<Integer> trained = new ArrayList<>();

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

    /** A weight whose gradient {@link #learns} hands out. */
    final int trained(String name, int... sizes) {
        int weight = weight(name, sizes);
        trained.add(weight);
        return weight;
    }

    /** The graph with a value, a loss of it, and the gradients of all trained weights as results. */
    final Graph learns(int y) {
        List<Integer> all = IntStream.range(0, graph.type(y).rank()).boxed().toList();
        int loss = math.mean(math.square(y), all, false);
        outputIs("y", y);
        graph.result(Result.Kind.LOSS, "loss", loss);
        List<Integer> gradients = Differentiate.gradients(graph, loss, trained);
        for (int i = 0; i < trained.size(); i++) {
            Leaf weight = (Leaf) graph.node(trained.get(i)).op();
            graph.result(Result.Kind.GRADIENT, weight.leaf(), gradients.get(i));
        }
        return graph.build();
    }

    /** A graph in the forms that regions are made of. */
    static Graph prepared(Graph built) {
        return Prepare.prepare(built, new Storage(List.of(), List.of(), 0));
    }
}
