package dev.nnc.compiler.semantic.builtin;

import java.util.List;

/**
 * What a metric computes of each example.
 *
 * @param kind the runtime's name for how the statistics are finished, such as {@code ACCURACY}
 * @param statistics node of type {@code f32[b,width]}
 * @param arguments what the kind needs to know
 */
public record MetricValue(String kind, int statistics, List<Double> arguments) {
    public MetricValue {
        arguments = List.copyOf(arguments);
    }
}
