package dev.nnc.compiler.ir.model;

import java.util.List;

/**
 * A metric over a whole split. The graph computes {@code width} statistics of each example (result {@code METRIC} of this
 * name, {@code f32[b,width]}); the runtime adds them up and finishes by {@code kind}.
 *
 * @param name unique label, such as {@code accuracy}
 * @param kind the runtime's name for how the statistics are finished, such as {@code ACCURACY}
 * @param arguments what the kind needs to know, such as the k of {@code top_k}
 */
public record Metric(String name, String kind, int width, List<Double> arguments) {
    public Metric {
        arguments = List.copyOf(arguments);
    }
}
