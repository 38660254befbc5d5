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
 * The gradient of a convolution with respect to its input, from the adjoint of its output {@code [b,o,places..]} and the
 * kernel; also known as transposed convolution.
 *
 * @param window of the convolution
 * @param space the spatial sizes of its input, which the output does not tell where the stride is above 1
 */
public record ConvolutionInputGradient(Window window, List<Integer> space) implements Op {
    public ConvolutionInputGradient {
        space = List.copyOf(space);
    }

    /** For a convolution whose input has this type. */
    static ConvolutionInputGradient of(Window window, TensorType input) {
        return new ConvolutionInputGradient(window, spatial(input));
    }

    /** The spatial sizes of an input or kernel. */
    static List<Integer> spatial(TensorType type) {
        return type.axes().stream().skip(2).map(axis -> axis.extent(1)).toList();
    }

    @Override
    public String name() {
        return "convolve_to_input";
    }

    @Override
    public String attributes() {
        return window.attributes() + ", space=" + space;
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        TensorType output = inputs.get(0);
        TensorType kernel = inputs.get(1);
        ShapeMismatch.require(
                output.rank() == window.rank() + 2 && kernel.rank() == window.rank() + 2,
                "a convolution over %d axes does not fit %s and %s",
                window.rank(),
                output,
                kernel);
        int channels = FixedAxes.size(name(), kernel, 1) * window.groups();
        List<Axis> axes = new ArrayList<>(List.of(output.axis(0), Axis.of(channels)));
        space.forEach(size -> axes.add(Axis.of(size)));
        TensorType input = output.withAxes(axes);
        ConvolutionLoop.check(window, input, kernel, output);
        return input;
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        Tensor y = inputs.get(0);
        Tensor w = inputs.get(1);
        Tensor x = Tensor.zeros(type.shape(run.batch()));
        new ConvolutionLoop(window, x.shape(), w.shape(), y.shape())
                .visit((i, k, o) -> x.data()[i] += y.data()[o] * w.data()[k]);
        return x;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        int y = node.input(0);
        int w = node.input(1);
        return List.of(
                graph.add(new Convolution(window), adjoint, w),
                graph.add(ConvolutionWeightGradient.of(window, graph.type(w)), adjoint, y));
    }

    @Override
    public long flops(List<TensorType> inputs, TensorType type, int batch) {
        return ConvolutionLoop.flops(inputs.get(1), inputs.get(0), batch);
    }
}
