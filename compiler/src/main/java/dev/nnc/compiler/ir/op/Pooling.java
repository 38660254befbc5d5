package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * The windows of a pooling: which elements of its input each element of its output sees. Padding is seen by nobody.
 *
 * @param axis the first of the axes that the window slides over; the axes around them are left as they are
 * @param size of the window along each of them
 * @param window how it slides; it has one group
 */
public record Pooling(int axis, List<Integer> size, Window window) {
    public Pooling {
        size = List.copyOf(size);
    }

    /** An element of the input, its number within the window in row-major order, and the element of the output. */
    @FunctionalInterface
    interface Visitor {
        void at(int input, int element, int output);
    }

    /** Elements of one window. */
    public int elements() {
        return size.stream().reduce(1, (a, b) -> a * b);
    }

    /** The text form. */
    String attributes() {
        return "axis=" + axis + ", size=" + size + ", " + window.attributes();
    }

    /** The type of the output: places instead of elements along the axes that the window slides over. */
    TensorType places(String operator, TensorType input) {
        checkRank(operator, input);
        List<Axis> axes = new ArrayList<>(input.axes());
        for (int i = 0; i < window.rank(); i++) {
            int extent = FixedAxes.size(operator, input, axis + i);
            axes.set(axis + i, Axis.of(window.places(i, extent, size.get(i))));
        }
        return input.withAxes(axes);
    }

    /** Throws unless {@code index} numbers one element of the window at each of the places. */
    static void checkIndex(String operator, TensorType places, TensorType index) {
        ShapeMismatch.require(
                index.equals(new TensorType(DType.I32, places.axes())),
                "%s needs i32 of %s, not %s",
                operator,
                places,
                index);
    }

    /** The type of an input of these sizes, whose output has this type. */
    TensorType space(String operator, TensorType output, List<Integer> sizes) {
        checkRank(operator, output);
        List<Axis> axes = new ArrayList<>(output.axes());
        for (int i = 0; i < window.rank(); i++) {
            axes.set(axis + i, Axis.of(sizes.get(i)));
        }
        TensorType input = output.withAxes(axes);
        ShapeMismatch.require(
                places(operator, input).equals(output), "%s: %s has other places than %s", operator, input, output);
        return input;
    }

    /** The sizes of an input along the axes that the window slides over. */
    List<Integer> sizes(TensorType input) {
        return input.axes().subList(axis, axis + window.rank()).stream()
                .map(space -> space.extent(1))
                .toList();
    }

    private void checkRank(String operator, TensorType type) {
        ShapeMismatch.require(
                0 <= axis && axis + window.rank() <= type.rank() && size.size() == window.rank(),
                "%s: a window of %s from axis %d on does not fit %s",
                operator,
                size,
                axis,
                type);
    }

    /** Visits what each element of the output sees, in row-major order of the output and then of the window. */
    void visit(int[] input, int[] output, Visitor visitor) {
        int[] extent = size.stream().mapToInt(Integer::intValue).toArray();
        int[] at = new int[output.length];
        int place = 0;
        do {
            int[] element = new int[extent.length];
            int number = 0;
            do {
                int source = source(at, element, input);
                if (source >= 0) {
                    visitor.at(source, number, place);
                }
                number++;
            } while (Tensor.next(element, extent));
            place++;
        } while (Tensor.next(at, output));
    }

    private int source(int[] at, int[] element, int[] input) {
        int offset = 0;
        for (int i = 0; i < input.length; i++) {
            boolean slides = i >= axis && i < axis + element.length;
            int place = slides ? window.source(i - axis, at[i], element[i - axis]) : at[i];
            if (place < 0 || place >= input[i]) {
                return -1;
            }
            offset = offset * input[i] + place;
        }
        return offset;
    }

    /** One operation for each element that is seen. */
    long flops(TensorType output, int batch) {
        return output.elements(batch) * elements();
    }

    /** Whether no element is in two windows. */
    public boolean areDisjoint() {
        for (int i = 0; i < size.size(); i++) {
            int reach = (size.get(i) - 1) * window.dilation().get(i) + 1;
            if (reach > window.stride().get(i)) {
                return false;
            }
        }
        return true;
    }
}
