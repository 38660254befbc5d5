package dev.nnc.compiler.semantic.library.space;

import dev.nnc.compiler.ir.op.Window;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How a kernel or a pool slides, as calls say it: {@code stride}, {@code padding} and {@code dilation}, each one number or one for
 * each axis of places.
 *
 * @param size of the kernel along each axis
 */
public record WindowArguments(
        Places places,
        List<Integer> size,
        List<Integer> stride,
        List<Integer> before,
        List<Integer> after,
        List<Integer> dilation) {
    /** {@code padding}: zeros on both sides, or {@code same} or {@code valid}. */
    public static final Formal PADDING =
            Formal.integers("padding", "same", "valid").orElse("valid");

    /** {@code dilation}: the distance between two elements of a kernel. */
    public static final Formal DILATION = Formal.integers("dilation").orElse(1);

    public WindowArguments {
        size = List.copyOf(size);
        stride = List.copyOf(stride);
        before = List.copyOf(before);
        after = List.copyOf(after);
        dilation = List.copyOf(dilation);
    }

    /**
     * Reads a call.
     *
     * @param kernel the formal that says how large the kernel is
     * @param stride of a call that gives none
     * @param dilation between two elements of the kernel
     * @throws dev.nnc.compiler.semantic.builtin.Rejection when the kernel does not fit into the padded input
     */
    public static WindowArguments of(
            Call call, Places places, String kernel, List<Integer> stride, List<Integer> dilation) {
        List<Integer> size = places.each(call, kernel, 1);
        List<Integer> steps = call.has("stride") ? places.each(call, "stride", 1) : stride;
        List<Integer> before = new ArrayList<>();
        List<Integer> after = new ArrayList<>();
        if (!call.isWord(PADDING.name())) {
            before.addAll(places.each(call, PADDING.name(), 0));
            after.addAll(before);
        } else if (call.word(PADDING.name()).equals("valid")) {
            before.addAll(Collections.nCopies(places.rank(), 0));
            after.addAll(before);
        } else {
            same(call, size, steps, dilation, before, after);
        }
        WindowArguments window = new WindowArguments(places, size, steps, before, after, dilation);
        window.requireFit(call, kernel);
        return window;
    }

    /** PyTorch's {@code same}: as many places as before at stride 1; at a larger stride the same zeros on both sides. */
    private static void same(
            Call call,
            List<Integer> size,
            List<Integer> stride,
            List<Integer> dilation,
            List<Integer> before,
            List<Integer> after) {
        for (int axis = 0; axis < size.size(); axis++) {
            int all = dilation.get(axis) * (size.get(axis) - 1);
            if (stride.get(axis) > 1 && all % 2 != 0) {
                throw call.reject(
                        PADDING.name(),
                        "uneven-padding",
                        "`same` at a stride of " + stride.get(axis) + " needs an odd kernel, not " + size.get(axis));
            }
            before.add(all / 2);
            after.add(all - all / 2);
        }
    }

    private void requireFit(Call call, String kernel) {
        for (int axis = 0; axis < size.size(); axis++) {
            int reach = dilation.get(axis) * (size.get(axis) - 1) + 1;
            int room = before.get(axis) + places.sizes().get(axis) + after.get(axis);
            if (reach > room) {
                String around = room > places.sizes().get(axis) ? " with its padding" : "";
                throw call.reject(
                        kernel,
                        "kernel-too-large",
                        "a kernel that reaches over " + reach + " does not fit into `"
                                + places.value().label() + "`, which is " + room + " long along axis " + (axis + 1)
                                + around);
            }
        }
    }

    /** The window in the graph. */
    public Window window(int groups) {
        return new Window(stride, before, after, dilation, groups);
    }
}
