package dev.nnc.compiler.loops.program;

import dev.nnc.compiler.plan.Space;
import java.util.List;

/** One step of a program. */
public sealed interface Step {
    /**
     * Calls a kernel.
     *
     * @param kernel its name
     * @param split how its work may be divided among threads; {@link Split#NONE} where it is not
     * @param note what it computes and where that stands, such as {@code hidden = relu(dense1(pixels))  mlp.nn:5}
     */
    record Launch(String kernel, List<Argument> arguments, Split split, String note) implements Step {
        public Launch {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * Runs steps again and again; the places among their arguments move on each time.
     *
     * @param name a Java name like what the loop makes
     * @param count how often
     * @param backward whether the last place comes first
     * @param split how the examples may be divided among threads, each of which then runs through the whole loop;
     *     {@link Split#NONE} where it is not
     */
    record Loop(String name, int count, boolean backward, List<Step> steps, Split split, String note) implements Step {
        public Loop {
            steps = List.copyOf(steps);
        }
    }

    /** Computes a number and gives it a name: {@code final double name = value}. */
    record Compute(String name, Scalar value, String note) implements Step {}

    /** Hands out a loss. */
    record Loss(String name, Scalar value) implements Step {}

    /** Keeps a number as a setting of the phase, for the next run of the program. */
    record Keep(String setting, Scalar value) implements Step {}

    /**
     * How work is divided: a split kernel's last two parameters are the first unit and the unit behind the last.
     *
     * @param perExample units for each example of the batch; 0 where the number of units is {@code units}
     * @param units units in all, where they do not depend on the batch
     * @param grain chunks are multiples of it, but for the last
     * @param parallel whether it pays to use threads at all; otherwise the caller runs all units
     */
    record Split(int perExample, int units, int grain, boolean parallel) {
        /** The kernel takes no units. */
        public static final Split NONE = new Split(0, 0, 1, false);

        public boolean takesUnits() {
            return perExample > 0 || units > 0;
        }
    }

    /** An argument of a launch, in the order of the kernel's parameters without the two units. */
    sealed interface Argument {
        /**
         * An array and where the value starts in it: two parameters, {@code float[]} (or {@code int[]}) and {@code int}.
         *
         * @param perStep floats that the start moves on with each step of the loop around
         */
        record Place(Space space, int offset, int perStep) implements Argument {
            /** A place that stays. */
            public Place(Space space, int offset) {
                this(space, offset, 0);
            }
        }

        /** The number of examples in this batch. */
        record BatchCount() implements Argument {}

        /** A number, rounded to {@code float}. */
        record Value(Scalar scalar) implements Argument {}

        /** The seed and the number of the step, for random draws: two {@code int} parameters, the mixed key. */
        record RandomKey() implements Argument {}
    }
}
