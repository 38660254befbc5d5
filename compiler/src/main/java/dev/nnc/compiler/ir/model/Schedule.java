package dev.nnc.compiler.ir.model;

import java.util.Map;

/**
 * How the learning rate changes over the steps.
 *
 * @param kind the runtime's name, such as {@code constant} or {@code cosine}
 * @param arguments by the names that the language reference gives
 */
public record Schedule(String kind, Map<String, Double> arguments) {
    /** The same rate at every step. */
    public static final Schedule CONSTANT = new Schedule("constant", Map.of());
}
