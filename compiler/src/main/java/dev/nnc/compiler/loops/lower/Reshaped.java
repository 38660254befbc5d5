package dev.nnc.compiler.loops.lower;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.plan.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What reshaping does to an array: each axis of the result as steps through its operand, so that an element is found by
 * additions and not by taking its number apart.
 *
 * @param axes the steps of each axis of the result, the outermost first
 */
record Reshaped(List<List<Steps>> axes) {
    Reshaped {
        axes = axes.stream().map(List::copyOf).toList();
    }

    /**
     * Some elements of the operand at even distances.
     *
     * @param axis where they are counted; of the batch there are as many as there are
     * @param stride floats from one to the next
     */
    record Steps(Axis axis, int stride) {
        int extent() {
            return axis.extent(1);
        }
    }

    /** The steps of a reshape; none where an axis of the result ends within one of the operand's. */
    static Optional<Reshaped> of(TensorType to, TensorType from, Layout layout) {
        List<List<Steps>> axes = new ArrayList<>();
        Operand operand = new Operand(from, layout);
        for (int axis = to.rank() - 1; axis >= 0; axis--) {
            List<Steps> steps = new ArrayList<>();
            if (to.axis(axis).isBatch()) {
                steps.add(new Steps(to.axis(axis), layout.stride(0)));
            } else if (!operand.take(to.axis(axis).extent(1), steps)) {
                return Optional.empty();
            }
            axes.add(0, steps);
        }
        return Optional.of(new Reshaped(axes));
    }

    /** Whether each axis in front of the last is one count. */
    boolean countsRows() {
        return axes.subList(0, axes.size() - 1).stream().allMatch(steps -> steps.size() == 1);
    }

    /** Floats from one element to the next along an axis that is one count. */
    int stride(int axis) {
        return axes.get(axis).get(0).stride();
    }

    /** The steps of the last axis. */
    List<Steps> along() {
        return axes.get(axes.size() - 1);
    }

    /** The operand, of which elements are taken from its last axis on. */
    private static final class Operand {
        private final TensorType type;
        private final Layout layout;
        private int axis;
        private int left;
        private int stride;

        Operand(TensorType type, Layout layout) {
            this.type = type;
            this.layout = layout;
            axis = type.rank();
            left = 1;
        }

        /** Takes so many elements, as steps; false where that ends within an axis that cannot be divided. */
        boolean take(int elements, List<Steps> steps) {
            int wanted = elements;
            while (wanted > 1) {
                while (left == 1) {
                    axis--;
                    left = type.axis(axis).extent(1);
                    stride = layout.stride(axis);
                }
                int taken = Math.min(wanted, left);
                if (wanted % taken != 0 || left % taken != 0) {
                    return false;
                }
                add(steps, taken);
                wanted /= taken;
                left /= taken;
                stride *= taken;
            }
            if (steps.isEmpty()) {
                steps.add(new Steps(Axis.of(1), 0));
            }
            return true;
        }

        /** In front of the steps that there are, as one with the first where one count runs through both. */
        private void add(List<Steps> steps, int taken) {
            Steps behind = steps.isEmpty() ? null : steps.get(0);
            if (behind != null && stride == behind.extent() * behind.stride()) {
                steps.set(0, new Steps(Axis.of(taken * behind.extent()), behind.stride()));
            } else {
                steps.add(0, new Steps(Axis.of(taken), stride));
            }
        }
    }
}
