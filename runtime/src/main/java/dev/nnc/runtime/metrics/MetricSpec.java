package dev.nnc.runtime.metrics;

/**
 * A metric of a model.
 *
 * @param label its name in reports, unique in the model, such as {@code accuracy}
 * @param kind how the statistics become a number
 * @param width how many floats of statistics each example gives
 * @param arguments the kind's arguments, such as k of {@link MetricKind#TOP_K}
 */
public record MetricSpec(String label, MetricKind kind, int width, double... arguments) {

    /** Checks the width, and copies the array, so that a specification never changes. */
    public MetricSpec {
        if (width < 1 || !kind.fits(width)) {
            throw new IllegalArgumentException("metric " + label + " cannot be " + width + " wide");
        }
        arguments = arguments.clone();
    }

    @Override
    public double[] arguments() {
        return arguments.clone();
    }
}
