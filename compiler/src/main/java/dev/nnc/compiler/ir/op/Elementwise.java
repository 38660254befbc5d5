package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.List;

/**
 * An operator that computes each element from the same element of its inputs, all of one shape; broadcasting is an
 * operator of its own.
 */
public interface Elementwise extends Op {
    /** The meaning for one element. */
    double apply(double... operands);

    /** What it computes with. */
    default DType operands() {
        return DType.F32;
    }

    @Override
    default TensorType type(List<TensorType> inputs) {
        oneShape(inputs);
        for (TensorType input : inputs) {
            ShapeMismatch.require(
                    input.dtype() == operands(),
                    "%s computes with %s, not %s",
                    name(),
                    operands().text(),
                    input);
        }
        return inputs.get(0);
    }

    /** Throws unless all inputs have the same axes. */
    default void oneShape(List<TensorType> inputs) {
        for (TensorType input : inputs) {
            ShapeMismatch.require(
                    input.axes().equals(inputs.get(0).axes()),
                    "%s needs operands of one shape, not %s and %s",
                    name(),
                    inputs.get(0),
                    input);
        }
    }

    @Override
    default Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        Tensor result = Tensor.zeros(type.shape(run.batch()));
        double[] operands = new double[inputs.size()];
        for (int i = 0; i < result.data().length; i++) {
            for (int j = 0; j < operands.length; j++) {
                operands[j] = inputs.get(j).data()[i];
            }
            result.data()[i] = apply(operands);
        }
        return result;
    }
}
