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
        INITIALIZE(1),
        /** The held-out examples. */
        SPLIT(2),
        /** The order of examples in an epoch. */
        SHUFFLE(3),
        /** Draws of the network itself: dropout, noise. */
        DRAW(4),
        /** Random changes of pictures. */
        AUGMENT(5);

        private final long code;

        Purpose(long code) {
            this.code = code;
        }
    }

    private static final int PARITY = 0x1BD11BDA;

    private CounterRandom() {}

    /** The 64 random bits at a counter. */
    public static long bits(long key, long counter) {
        int k0 = (int) key;
        int k1 = (int) (key >>> 32);
        int k2 = k0 ^ k1 ^ PARITY;
        long x = pack((int) counter + k0, (int) (counter >>> 32) + k1);
        x = inject(firstRounds(x), k1, k2 + 1);
        x = inject(secondRounds(x), k2, k0 + 2);
        x = inject(firstRounds(x), k0, k1 + 3);
        x = inject(secondRounds(x), k1, k2 + 4);
        return inject(firstRounds(x), k2, k0 + 5);
    }

    private static long firstRounds(long x) {
        return round(round(round(round(x, 13), 15), 26), 6);
    }

    private static long secondRounds(long x) {
        return round(round(round(round(x, 17), 29), 16), 24);
    }

    private static long round(long x, int rotation) {
        int x1 = (int) (x >>> 32);
        int x0 = (int) x + x1;
        return pack(x0, Integer.rotateLeft(x1, rotation) ^ x0);
    }

    private static long inject(long x, int k0, int k1) {
        return pack((int) x + k0, (int) (x >>> 32) + k1);
    }

    private static long pack(int low, int high) {
        return (low & 0xFFFFFFFFL) | ((long) high << 32);
    }

    /** A key of its own for a purpose and a place (a tensor, an epoch, a node of the model) under a seed. */
    public static long key(long seed, Purpose purpose, long place) {
        return bits(bits(seed, purpose.code), place);
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
        long bits = bits(key, counter);
        double open = ((bits & 0xFFFFFFFFL) + 1) * 0x1p-32;
        double turn = (bits >>> 32) * 0x1p-32;
        return Math.sqrt(-2 * StrictMath.log(open)) * Turns.cos(turn);
    }

    /** Puts {@code 0 .. order.length - 1} into {@code order} at random (Fisher and Yates), every order as likely to 2^-32. */
    public static void permutation(long key, int[] order) {
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        for (int i = order.length - 1; i > 0; i--) {
            int j = (int) Math.multiplyHigh(bits(key, i) >>> 1, 2L * (i + 1));
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }
}
