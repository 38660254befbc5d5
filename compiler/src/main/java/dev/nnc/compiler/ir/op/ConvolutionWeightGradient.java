package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * The gradient of a convolution with respect to its kernel, from its input and the adjoint of its output.
 *
 * @param window of the convolution
 * @param size the spatial sizes of its kernel
 */
public record ConvolutionWeightGradient(Window window, List<Integer> size) implements Op {
    public ConvolutionWeightGradient {
        size = List.copyOf(size);
    }

    /** For a convolution whose kernel has this type. */
    static ConvolutionWeightGradient of(Window window, TensorType kernel) {
        return new ConvolutionWeightGradient(window, ConvolutionInputGradient.spatial(kernel));
    }

    @Override
    public String name() {
        return "convolve_to_weight";
    }

    @Override
    public String attributes() {
        return window.attributes() + ", size=" + size;
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        TensorType input = inputs.get(0);
        TensorType output = inputs.get(1);
        ShapeMismatch.require(
                input.rank() == window.rank() + 2 && output.rank() == window.rank() + 2,
                "a convolution over %d axes does not fit %s and %s",
                window.rank(),
                input,
                output);
        int channels = FixedAxes.size(name(), input, 1) / window.groups();
        List<Axis> axes = new ArrayList<>(List.of(output.axis(1), Axis.of(channels)));
        size.forEach(extent -> axes.add(Axis.of(extent)));
        TensorType kernel = input.withAxes(axes);
        ConvolutionLoop.check(window, input, kernel, output);
        return kernel;
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        Tensor x = inputs.get(0);
        Tensor y = inputs.get(1);
        Tensor w = Tensor.zeros(type.shape(run.batch()));
        new ConvolutionLoop(window, x.shape(), w.shape(), y.shape())
                .visit((i, k, o) -> w.data()[k] += x.data()[i] * y.data()[o]);
        return w;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        int x = node.input(0);
        int y = node.input(1);
        return List.of(
                graph.add(ConvolutionInputGradient.of(window, graph.type(x)), y, adjoint),
                graph.add(new Convolution(window), x, adjoint));
    }

    @Override
    public long flops(List<TensorType> inputs, TensorType type, int batch) {
        return ConvolutionLoop.flops(type, inputs.get(1), batch);
    }
}
