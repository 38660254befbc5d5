package dev.nnc.compiler.plan;

/**
 * A value that is 0 wherever the place along one axis is behind the place along another, as the weights of attention are where
 * no step may see a later one.
 *
 * @param row the axis whose place is the last one that can be other than 0
 * @param column the axis that has nothing behind that place
 */
public record Triangle(int row, int column) {}
