package dev.nnc.compiler.plan;

/**
 * Where a value is in memory.
 *
 * @param offset its first float in the array
 * @param perStep floats that it moves on with each step of the loop around it; 0 where it stays
 */
public record Place(Space space, int offset, Layout layout, int perStep) {
    /** A place that stays. */
    public Place(Space space, int offset, Layout layout) {
        this(space, offset, layout, 0);
    }

    /** Another place in the same array, which moves alike. */
    public Place at(int otherOffset, Layout other) {
        return new Place(space, otherOffset, other, perStep);
    }
}
