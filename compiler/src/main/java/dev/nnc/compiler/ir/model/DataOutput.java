package dev.nnc.compiler.ir.model;

import dev.nnc.compiler.ir.TensorType;

/**
 * A declared output.
 *
 * @param type with the batch axis in front
 * @param target the target whose classes name its elements, empty where it is tied to none
 */
public record DataOutput(String name, TensorType type, String target) {}
