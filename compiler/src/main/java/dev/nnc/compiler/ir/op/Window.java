package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.ShapeMismatch;
import java.util.List;

/**
 * How a kernel slides over space; one number for each spatial axis.
 *
 * @param stride between two places of the kernel
 * @param before zeros in front of the input
 * @param after zeros behind the input
 * @param dilation between two elements of the kernel
 * @param groups into which the channels are divided; each sees its own part of the input alone
 */
public record Window(
        List<Integer> stride, List<Integer> before, List<Integer> after, List<Integer> dilation, int groups) {
    public Window {
        stride = List.copyOf(stride);
        before = List.copyOf(before);
        after = List.copyOf(after);
        dilation = List.copyOf(dilation);
    }

    /** Spatial axes. */
    public int rank() {
        return stride.size();
    }

    /** Places of the kernel along one spatial axis. */
    public int places(int axis, int input, int kernel) {
        int reach = dilation.get(axis) * (kernel - 1) + 1;
        int room = before.get(axis) + input + after.get(axis) - reach;
        ShapeMismatch.require(room >= 0, "a kernel that reaches over %d does not fit into %d", reach, room + reach);
        return room / stride.get(axis) + 1;
    }

    /** The input's index under an element of the kernel; negative or too large where there is padding. */
    int source(int axis, int place, int element) {
        return place * stride.get(axis) - before.get(axis) + element * dilation.get(axis);
    }

    /** The text form. */
    String attributes() {
        return "stride=" + stride + ", before=" + before + ", after=" + after + ", dilation=" + dilation + ", groups="
                + groups;
    }
}
