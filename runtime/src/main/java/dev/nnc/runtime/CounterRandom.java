package dev.nnc.runtime;

/**
 * Random numbers as a pure function of a key and a counter: Threefry-2x32 with 20 rounds (Salmon, Moraes, Dror and Shaw,
 * "Parallel random numbers: as easy as 1, 2, 3", 2011). Any draw can be made alone, in any order and in any thread, with the
 * same bits.
 *
 * <p>A key or a counter of 64 bits is two words, the low one first. So is the result: its low half is the first word.
 */
public final class CounterRandom {

    /** What a stream is for, mixed into its key so that no two purposes share draws. */
    public enum Purpose {
        /** Initial weights. */
        INITIALIZE,
        /** The held-out examples. */
        SPLIT,
        /** The order of examples in an epoch. */
        SHUFFLE,
        /** Draws of the network itself: dropout, noise. */
        DRAW
    }

    private CounterRandom() {}

    /** The 64 random bits at a counter. */
    public static long bits(long key, long counter) {
        throw new UnsupportedOperationException();
    }

    /** A key of its own for a purpose and a place (a tensor, an epoch, a node of the model) under a seed. */
    public static long key(long seed, Purpose purpose, long place) {
        throw new UnsupportedOperationException();
    }

    /** The number in [0, 1) that 32 random bits stand for: the upper 24 of them, times 2^-24. */
    public static float uniform(int bits) {
        return (bits >>> 8) * 0x1p-24f;
    }

    /** A uniform number in [0, 1): the first word at the counter. */
    public static float uniform(long key, long counter) {
        return uniform((int) bits(key, counter));
    }

    /** A normal number, by the method of Box and Muller from both words at the counter. */
    public static double normal(long key, long counter) {
        throw new UnsupportedOperationException();
    }

    /** Puts {@code 0 .. order.length - 1} into {@code order}, every order being as likely. */
    public static void permutation(long key, int[] order) {
        throw new UnsupportedOperationException();
    }
}
