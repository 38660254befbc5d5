package dev.nnc.compiler.autodiff;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Convolution;
import dev.nnc.compiler.ir.op.ConvolutionInputGradient;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Window;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convolutions and their gradients are PyTorch's. */
class GoldenConvolutionTest {
    @ParameterizedTest
    @CsvSource({
        "layer_conv2d_3x3, 2, 1, 0, 1, 1",
        "layer_conv2d_groups, 2, 1, 1, 1, 3",
        "layer_conv2d_dilated, 2, 1, 2, 2, 1",
        "layer_conv2d_stride2, 2, 2, 1, 1, 1",
        "layer_conv1d, 1, 2, 1, 1, 1",
    })
    void convolution(String name, int rank, int stride, int padding, int dilation, int groups) throws Exception {
        Window window = window(rank, stride, padding, dilation, groups);
        check(name, new Convolution(window));
    }

    @Test
    void theTransposedConvolutionIsTheGradientOfOne() throws Exception {
        check("layer_conv_transpose2d", new ConvolutionInputGradient(window(2, 2, 1, 1, 1), List.of(10, 10)));
    }

    private static Window window(int rank, int stride, int padding, int dilation, int groups) {
        return new Window(all(rank, stride), all(rank, padding), all(rank, padding), all(rank, dilation), groups);
    }

    private static List<Integer> all(int rank, int value) {
        return IntStream.range(0, rank).map(axis -> value).boxed().toList();
    }

    private static void check(String name, Op op) throws Exception {
        Golden golden = Golden.read(name);
        GraphBuilder graph = new GraphBuilder(name);
        Arithmetic math = new Arithmetic(graph);
        int x = graph.add(new Leaf(Leaf.Kind.INPUT, "in.x", batched(golden.tensor("in.x"))));
        int weight = parameter(graph, golden, "param.net.0.weight");
        int bias = parameter(graph, golden, "param.net.0.bias");
        int y = graph.add(op, x, weight);
        List<Axis> axes = graph.type(y).axes();
        int output = math.add(y, graph.add(new Broadcast(axes, List.of(1)), bias));
        List<Integer> all = IntStream.range(0, axes.size()).boxed().toList();
        golden.check(graph, output, math.mean(math.square(output), all, false));
    }

    private static TensorType batched(Tensor tensor) {
        int[] shape = tensor.shape();
        return TensorType.f32(
                        IntStream.range(1, shape.length).map(i -> shape[i]).toArray())
                .batched();
    }

    private static int parameter(GraphBuilder graph, Golden golden, String name) {
        return graph.add(new Leaf(
                Leaf.Kind.PARAMETER, name, TensorType.f32(golden.tensor(name).shape())));
    }
}
