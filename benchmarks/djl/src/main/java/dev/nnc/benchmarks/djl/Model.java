package dev.nnc.benchmarks.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.optimizer.Optimizer;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * A network with its loss and its optimizer.
 *
 * @param input the shape of one example
 * @param output from the input to the logits
 * @param loss from the input and the target to the loss
 * @param optimizer the update of the weights
 */
record Model(Shape input, UnaryOperator<NDArray> output, BinaryOperator<NDArray> loss, Optimizer optimizer) {

    /** A network whose loss is the mean of cross entropies over classes, each of a row of logits. */
    static Model classes(Shape input, UnaryOperator<NDArray> logits, Optimizer optimizer) {
        BinaryOperator<NDArray> loss = (x, y) -> {
            NDArray rows = logits.apply(x);
            return rows.logSoftmax(-1).gather(y, 1).mean().neg();
        };
        return new Model(input, logits, loss, optimizer);
    }

    /** The cross entropies of logits with numbers from 0 to 1, of each. */
    static NDArray binaryCrossEntropy(NDArray logits, NDArray y) {
        return Activation.softPlus(logits).sub(logits.mul(y));
    }
}
