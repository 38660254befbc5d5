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
 * A sum of products over named axes (Einstein's convention): every axis of an operand has a letter; letters that the
 * result lacks are summed over. {@code bi,oi->bo} is a dense layer.
 *
 * @param left letters of the first operand's axes
 * @param right letters of the second operand's axes
 * @param out letters of the result's axes; each stands in an operand
 */
public record Contraction(String left, String right, String out) implements Op {
    /** Parses {@code bi,oi->bo}. */
    public static Contraction of(String text) {
        String[] parts = text.split(",|->");
        return new Contraction(parts[0], parts[1], parts.length == 3 ? parts[2] : "");
    }

    @Override
    public String name() {
        return "contract";
    }

    @Override
    public String attributes() {
        return left + "," + right + "->" + out;
    }

    /** The letters that are summed over, in order of the first operand. */
    public String summed() {
        StringBuilder letters = new StringBuilder();
        for (char letter : left.toCharArray()) {
            if (out.indexOf(letter) < 0) {
                letters.append(letter);
            }
        }
        return letters.toString();
    }

    /** The axis that a letter stands for. */
    public Axis axis(char letter, TensorType leftType, TensorType rightType) {
        int place = left.indexOf(letter);
        return place >= 0 ? leftType.axis(place) : rightType.axis(right.indexOf(letter));
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        TensorType first = inputs.get(0);
        TensorType second = inputs.get(1);
        if (first.rank() != left.length() || second.rank() != right.length()) {
            throw new ShapeMismatch(attributes() + " does not fit " + first + " and " + second);
        }
        for (char letter : (left + right).toCharArray()) {
            boolean shared = left.indexOf(letter) >= 0 && right.indexOf(letter) >= 0;
            if (!shared && out.indexOf(letter) < 0) {
                throw new ShapeMismatch(attributes() + " sums over an axis of one operand");
            }
            if (shared && !first.axis(left.indexOf(letter)).equals(second.axis(right.indexOf(letter)))) {
                throw new ShapeMismatch(first + " and " + second + " differ along the axis that is summed");
            }
        }
        List<Axis> axes = new ArrayList<>();
        for (char letter : out.toCharArray()) {
            axes.add(axis(letter, first, second));
        }
        return first.withAxes(axes);
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        String letters = out + summed();
        int[] shape = new int[letters.length()];
        int[] leftSteps = new int[letters.length()];
        int[] rightSteps = new int[letters.length()];
        for (int i = 0; i < shape.length; i++) {
            leftSteps[i] = step(inputs.get(0), left, letters.charAt(i), shape, i);
            rightSteps[i] = step(inputs.get(1), right, letters.charAt(i), shape, i);
        }
        Tensor result = Tensor.zeros(type.shape(run.batch()));
        int summed = Tensor.size(shape) / result.data().length;
        int[] index = new int[shape.length];
        for (int at = 0; at < result.data().length; at++) {
            double sum = 0;
            for (int k = 0; k < summed; k++) {
                sum += inputs.get(0).data()[dot(index, leftSteps)]
                        * inputs.get(1).data()[dot(index, rightSteps)];
                Tensor.next(index, shape);
            }
            result.data()[at] = sum;
        }
        return result;
    }

    /** The stride of a letter in an operand, 0 where it has none; notes the axis' extent. */
    private static int step(Tensor operand, String letters, char letter, int[] shape, int axis) {
        int place = letters.indexOf(letter);
        if (place < 0) {
            return 0;
        }
        shape[axis] = operand.shape()[place];
        return Tensor.strides(operand.shape())[place];
    }

    private static int dot(int[] index, int[] steps) {
        int offset = 0;
        for (int i = 0; i < index.length; i++) {
            offset += index[i] * steps[i];
        }
        return offset;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        return List.of(
                graph.add(new Contraction(out, right, left), adjoint, node.input(1)),
                graph.add(new Contraction(out, left, right), adjoint, node.input(0)));
    }

    @Override
    public long flops(List<TensorType> inputs, TensorType type, int batch) {
        long summed = 1;
        for (char letter : summed().toCharArray()) {
            summed *= axis(letter, inputs.get(0), inputs.get(1)).extent(batch);
        }
        return 2 * summed * type.elements(batch);
    }
}
