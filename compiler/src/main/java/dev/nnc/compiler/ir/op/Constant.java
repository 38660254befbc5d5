package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A value known when the model is compiled: one number in every element, or a table of fixed size in row-major order.
 */
public record Constant(List<Double> values, TensorType declared) implements Op {
    public Constant {
        values = List.copyOf(values);
        ShapeMismatch.require(
                values.size() == 1 || !declared.hasBatch() && values.size() == declared.elements(0),
                "%d values do not fill %s",
                values.size(),
                declared);
    }

    /** The same number in every element. */
    public static Constant splat(double value, TensorType type) {
        return new Constant(List.of(value), type);
    }

    /** A table in row-major order. */
    public static Constant table(double[] values, TensorType type) {
        return new Constant(Arrays.stream(values).boxed().collect(Collectors.toList()), type);
    }

    /** Whether every element is the same number. */
    public boolean isSplat() {
        return values.size() == 1;
    }

    /** Whether every element is this number. */
    public boolean is(double value) {
        return isSplat() && values.get(0) == value;
    }

    /** The number in every element, of a splat. */
    public double value() {
        return values.get(0);
    }

    @Override
    public String name() {
        return "constant";
    }

    @Override
    public String attributes() {
        return isSplat() ? values.get(0).toString() : values.toString();
    }

    @Override
    public int arity() {
        return 0;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        return declared;
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        Tensor result = Tensor.zeros(type.shape(run.batch()));
        for (int i = 0; i < result.data().length; i++) {
            result.data()[i] = values.get(isSplat() ? 0 : i);
        }
        return result;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        return List.of();
    }

    @Override
    public long flops(List<TensorType> inputs, TensorType type, int batch) {
        return 0;
    }
}
