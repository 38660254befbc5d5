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
 * A convolution as networks mean it (a cross-correlation), in PyTorch's layouts: input {@code [b,c,space..]} and kernel
 * {@code [o,c/groups,size..]} make {@code [b,o,places..]}.
 */
public record Convolution(Window window) implements Op {
    @Override
    public String name() {
        return "convolve";
    }

    @Override
    public String attributes() {
        return window.attributes();
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        TensorType input = inputs.get(0);
        TensorType kernel = inputs.get(1);
        ShapeMismatch.require(
                input.rank() == window.rank() + 2 && kernel.rank() == window.rank() + 2,
                "a convolution over %d axes does not fit %s and %s",
                window.rank(),
                input,
                kernel);
        List<Axis> axes = new ArrayList<>(List.of(input.axis(0), kernel.axis(0)));
        for (int axis = 0; axis < window.rank(); axis++) {
            int size = FixedAxes.size(name(), input, axis + 2);
            axes.add(Axis.of(window.places(axis, size, FixedAxes.size(name(), kernel, axis + 2))));
        }
        TensorType output = input.withAxes(axes);
        ConvolutionLoop.check(window, input, kernel, output);
        return output;
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        Tensor x = inputs.get(0);
        Tensor w = inputs.get(1);
        Tensor y = Tensor.zeros(type.shape(run.batch()));
        new ConvolutionLoop(window, x.shape(), w.shape(), y.shape())
                .visit((i, k, o) -> y.data()[o] += x.data()[i] * w.data()[k]);
        return y;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        int x = node.input(0);
        int w = node.input(1);
        return List.of(
                graph.add(ConvolutionInputGradient.of(window, graph.type(x)), adjoint, w),
                graph.add(ConvolutionWeightGradient.of(window, graph.type(w)), x, adjoint));
    }

    @Override
    public long flops(List<TensorType> inputs, TensorType type, int batch) {
        return ConvolutionLoop.flops(inputs.get(1), type, batch);
    }
}
