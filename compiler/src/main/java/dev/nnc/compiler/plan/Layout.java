package dev.nnc.compiler.plan;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where the elements of a value are: element {@code i} is at {@code sum(i[d] * strides[d])} from its start.
 *
 * @param type the value's type
 * @param strides floats from one element to the next, for each logical axis; 0 along an axis of one element
 * @param lane the axis whose neighbours are neighbours in memory, which vectors run along; -1 where no axis has more than
 *     one element
 * @param padded whether the lane axis is rounded up to {@link #BLOCK} floats
 */
public record Layout(TensorType type, List<Integer> strides, int lane, boolean padded) {
    /** Floats that the lane axis is a multiple of, so that 4, 8 and 16 lanes divide it. */
    public static final int BLOCK = 16;

    private static final int FOUR_LINES = 4 * BLOCK;

    /**
     * Where the first value of an array is, in floats. HotSpot puts an array's elements 16 bytes behind its start, so that from
     * here on values and their rows begin at lines of the cache where arrays do: large ones with most collectors, all with
     * {@code -XX:ObjectAlignmentInBytes=64}. Vectors of 16 lanes then never lie across two lines. With compact object headers,
     * elements are 12 bytes behind the start, and vectors lie across two lines again.
     */
    public static final int LEAD = 12;

    /** So many columns of a product's second operand are copied into panels; fewer are together already. */
    public static final int LEAST_PANELS = 64;

    /** More terms than this a panel does not hold: it would leave the second-level cache before its second use. */
    public static final int MOST_PANEL_TERMS = 8192;

    public Layout {
        strides = List.copyOf(strides);
    }

    /** The layout of the inside: the last axis of more than one element is the lane axis. */
    public static Layout of(TensorType type) {
        return of(type, lastAxis(type));
    }

    /** A layout of the inside with a lane axis of choice; the other axes keep their order around it. */
    public static Layout of(TensorType type, int lane) {
        return build(type, lane, true);
    }

    /** A layout of the inside with its axes in this order, the outermost first. */
    public static Layout ordered(TensorType type, List<Integer> order) {
        Layout moved = of(type.withAxes(order.stream().map(type::axis).toList()));
        List<Integer> strides = new ArrayList<>(moved.strides());
        for (int i = 0; i < strides.size(); i++) {
            strides.set(order.get(i), moved.stride(i));
        }
        return new Layout(type, strides, moved.lane() < 0 ? -1 : order.get(moved.lane()), true);
    }

    /** The layout of the outside: PyTorch's order, no padding. */
    public static Layout logical(TensorType type) {
        return build(type, lastAxis(type), false);
    }

    /** The layout of a few numbers an example, of which those of all examples are neighbours. */
    static Layout alongBatch(TensorType type, int maxBatch) {
        return new Layout(type, List.of(1, roundUp(maxBatch)), 0, true);
    }

    private static Layout build(TensorType type, int lane, boolean padded) {
        List<Integer> strides = new ArrayList<>(Collections.nCopies(type.rank(), 0));
        int stride = 1;
        if (lane >= 0) {
            strides.set(lane, 1);
            stride = type.axis(lane).isBatch()
                    ? 1
                    : (int) rowFloats(type.axis(lane).extent(1), padded);
        }
        for (int axis = type.rank() - 1; axis >= 0; axis--) {
            if (axis != lane && !isSingle(type.axis(axis))) {
                strides.set(axis, stride);
                stride *= type.axis(axis).isBatch() ? 1 : type.axis(axis).extent(1);
            }
        }
        return new Layout(type, strides, lane, padded);
    }

    /**
     * Floats from one row to the next. Rows of more than four cache lines whose number is a multiple of four are set one line
     * apart: otherwise a column of them falls into few sets of the first-level cache, and each line evicts the one before. A
     * column of 64 rows of four lines still fits.
     */
    private static long rowFloats(int extent, boolean padded) {
        if (!padded) {
            return extent;
        }
        long floats = roundUp((long) extent);
        return floats > FOUR_LINES && floats % FOUR_LINES == 0 ? floats + BLOCK : floats;
    }

    /** The last axis of more than one element, or -1. */
    public static int lastAxis(TensorType type) {
        for (int axis = type.rank() - 1; axis >= 0; axis--) {
            if (!isSingle(type.axis(axis))) {
                return axis;
            }
        }
        return -1;
    }

    /** Whether an axis has exactly one element, whatever the batch. */
    public static boolean isSingle(Axis axis) {
        return axis instanceof Axis.Fixed fixed && fixed.size() == 1;
    }

    /** The next multiple of {@link #BLOCK}. */
    public static int roundUp(int floats) {
        return (int) roundUp((long) floats);
    }

    private static long roundUp(long floats) {
        return (floats + BLOCK - 1) / BLOCK * BLOCK;
    }

    /** Whether vectors can run along the lane axis. */
    boolean isPaddedAlongLanes() {
        return padded && (lane < 0 || strides.get(lane) == 1);
    }

    /** The layout of the elements at one place along an axis. */
    Layout without(int axis) {
        List<Axis> axes = new ArrayList<>(type.axes());
        axes.remove(axis);
        List<Integer> others = new ArrayList<>(strides);
        others.remove(axis);
        TensorType part = type.withAxes(axes);
        return lane == axis
                ? new Layout(part, others, lastAxis(part), false)
                : new Layout(part, others, lane > axis ? lane - 1 : lane, padded);
    }

    public int stride(int axis) {
        return strides.get(axis);
    }

    /**
     * Floats from the first to behind the last element, with padding, for {@code batch} examples.
     *
     * @throws TooLarge when no array has as many
     */
    public int floats(int batch) {
        return TooLarge.check(length(batch), TooLarge.What.ACTIVATIONS);
    }

    /** The same, also where no array has as many. */
    long length(int batch) {
        long outer = 1;
        for (int axis = 0; axis < type.rank(); axis++) {
            outer *= axis == lane ? 1 : type.axis(axis).extent(batch);
        }
        int inner = lane < 0 ? 1 : type.axis(lane).extent(batch);
        if (!padded) {
            return outer * inner;
        }
        return outer == 1 ? roundUp((long) inner) : outer * rowFloats(inner, true);
    }
}
