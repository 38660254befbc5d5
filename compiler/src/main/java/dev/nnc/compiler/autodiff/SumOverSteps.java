package dev.nnc.compiler.autodiff;

import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Add;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.ir.op.Negate;
import dev.nnc.compiler.ir.op.Reduce;
import dev.nnc.compiler.ir.op.Reshape;
import dev.nnc.compiler.ir.op.ScatterAdd;
import dev.nnc.compiler.ir.op.Transpose;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * The sum over all steps of a value that each step makes, computed behind the loop: a product of two values is one product
 * over all of their steps, a sum is one that runs over the steps, too.
 */
final class SumOverSteps {
    private final GraphBuilder graph;
    private final GraphBuilder step;
    private final BackStep back;

    SumOverSteps(GraphBuilder graph, GraphBuilder step, BackStep back) {
        this.graph = graph;
        this.step = step;
        this.back = back;
    }

    /** The sum of a node of the step; it is there once the loop back is whole. */
    IntSupplier of(int id) {
        Node node = step.node(id);
        Op op = node.op();
        if (op instanceof Constant constant && constant.is(0)) {
            return () -> graph.constant(0, node.type());
        } else if (op instanceof Add || op instanceof Negate || op instanceof Reshape || op instanceof Transpose) {
            return onSums(op, node.inputs());
        } else if (op instanceof Contraction contraction
                && node.inputs().stream().allMatch(back::changes)) {
            return product(contraction, node);
        } else if (op instanceof Reduce reduce && reduce.kind() == Reduce.Kind.SUM && back.changes(node.input(0))) {
            return sum(reduce, node.input(0));
        } else if (op instanceof ScatterAdd && isSequence(node.input(0)) && back.changes(node.input(1))) {
            return onAllSteps(op, node.inputs());
        }
        return sum(new Reduce(Reduce.Kind.SUM, List.of()), id);
    }

    private boolean isSequence(int id) {
        return step.type(id).dtype() == DType.I32 && step.node(id).inputs().isEmpty() && back.changes(id);
    }

    private IntSupplier onSums(Op op, List<Integer> operands) {
        List<IntSupplier> sums = operands.stream().map(this::of).toList();
        return () -> graph.add(op, sums.stream().mapToInt(IntSupplier::getAsInt).toArray());
    }

    private IntSupplier onAllSteps(Op op, List<Integer> operands) {
        List<IntSupplier> all = operands.stream().map(back::stack).toList();
        return () -> graph.add(op, all.stream().mapToInt(IntSupplier::getAsInt).toArray());
    }

    private IntSupplier product(Contraction contraction, Node node) {
        char letter = 'a';
        while ((contraction.left() + contraction.right()).indexOf(letter) >= 0) {
            letter++;
        }
        String left = with(letter, contraction.left(), step.type(node.input(0)));
        String right = with(letter, contraction.right(), step.type(node.input(1)));
        return onAllSteps(new Contraction(left, right, contraction.out()), node.inputs());
    }

    private static String with(char letter, String letters, TensorType type) {
        int place = stepsAxis(type);
        return letters.substring(0, place) + letter + letters.substring(place);
    }

    private static int stepsAxis(TensorType step) {
        return step.hasBatch() ? 1 : 0;
    }

    private IntSupplier sum(Reduce reduce, int operand) {
        int steps = stepsAxis(step.type(operand));
        List<Integer> axes = new ArrayList<>(List.of(steps));
        reduce.axes().forEach(axis -> axes.add(axis < steps ? axis : axis + 1));
        return onAllSteps(new Reduce(reduce.kind(), axes.stream().sorted().toList()), List.of(operand));
    }
}
