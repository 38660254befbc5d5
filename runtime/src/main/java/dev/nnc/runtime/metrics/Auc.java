package dev.nnc.runtime.metrics;

import java.util.Arrays;

/**
 * The area under the receiver operating characteristic: takes {@code {score, label}} pairs. It keeps all of them, sorts by
 * score, and counts the ranks of the positives (Mann and Whitney, 1947), ties sharing theirs. NaN unless both labels occur.
 */
final class Auc implements Accumulator {

    private final int width;

    /** A pair each: the score's bits, which sort as the score does, above the label's single bit. */
    private long[] pairs = new long[1024];

    private int count;

    Auc(int width) {
        this.width = width;
    }

    @Override
    public void clear() {
        count = 0;
    }

    @Override
    public void add(float[] statistics, int at) {
        for (int i = at; i < at + width; i += 2) {
            if (count == pairs.length) {
                pairs = Arrays.copyOf(pairs, 2 * count);
            }
            pairs[count++] = sortable(statistics[i]) << 1 | (statistics[i + 1] > 0.5f ? 1 : 0);
        }
    }

    /** Adding 0 makes -0 and 0 tie. */
    private static long sortable(float score) {
        int bits = Float.floatToIntBits(score + 0f);
        return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    }

    @Override
    public double value() {
        long[] sorted = Arrays.copyOf(pairs, count);
        Arrays.sort(sorted);
        double positives = 0;
        double ranks = 0;
        int next;
        for (int begin = 0; begin < count; begin = next) {
            int tiedPositives = 0;
            for (next = begin; next < count && sorted[next] >> 1 == sorted[begin] >> 1; next++) {
                tiedPositives += (int) (sorted[next] & 1);
            }
            positives += tiedPositives;
            ranks += tiedPositives * ((begin + 1.0 + next) / 2);
        }
        return (ranks - positives * (positives + 1) / 2) / (positives * (count - positives));
    }
}
