package dev.nnc.generated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/** Compares tensors, and keeps how far the worst was off. */
public final class Agreement {
    /** A tensor agrees when its largest difference is at most this much of its largest number. */
    private static final double TOLERANCE = 1e-4;

    private static final double SMALLEST_SCALE = 1e-6;

    private final List<String> failures = new ArrayList<>();
    private int tensors;
    private double worst;

    /** Compares {@code ours} with {@code theirs}: max|ours - theirs| / max(max|theirs|, 1e-6). */
    public void compare(String tensor, float[] ours, float[] theirs) {
        compare(tensor, ours, theirs, () -> 0);
    }

    /** Compares what may also be as far off as rounding makes it, which is asked for where it matters. */
    public void compare(String tensor, float[] ours, float[] theirs, DoubleSupplier rounding) {
        assertThat(ours).as("elements of " + tensor).hasSameSizeAs(theirs);
        double difference = 0;
        double scale = SMALLEST_SCALE;
        for (int i = 0; i < theirs.length; i++) {
            double distance = Math.abs((double) ours[i] - theirs[i]);
            difference = distance <= difference ? difference : distance;
            scale = Math.max(scale, Math.abs(theirs[i]));
        }
        double ratio = difference / scale;
        tensors++;
        worst = ratio <= worst ? worst : ratio;
        if (!(ratio <= TOLERANCE) && !(difference <= rounding.getAsDouble())) {
            failures.add(tensor + " is off by " + ratio);
        }
    }

    /** Tensors compared. */
    public int tensors() {
        return tensors;
    }

    /** The largest difference in proportion to its tensor's largest number. */
    public double worst() {
        return worst;
    }

    /** Fails when a tensor was too far off. */
    public void check() {
        assertThat(failures).isEmpty();
        assertThat(tensors).as("tensors compared").isPositive();
    }
}
