package dev.nnc.runtime.data;

import dev.nnc.runtime.Batch;
import dev.nnc.runtime.DataFingerprint;
import dev.nnc.runtime.Element;
import dev.nnc.runtime.Signature;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Takes fingerprints of data, from examples that lie evenly between the first and the last. */
public final class Fingerprints {

    /** Few enough to be read in no time, pictures too. */
    private static final int SAMPLE = 64;

    /** FNV-1a's, of 64 bits. */
    private static final long BASIS = 0xCBF29CE484222325L;

    private static final long PRIME = 0x100000001B3L;

    private Fingerprints() {}

    /** The fingerprint of a source of a model's examples. */
    public static DataFingerprint of(Signature signature, DataSource source) {
        int size = source.size();
        int count = Math.min(SAMPLE, size);
        Map<String, Long> hashes = new LinkedHashMap<>();
        if (count > 0) {
            Batch batch = Batch.forTraining(signature, count);
            source.read(spread(count, size), 0, count, batch);
            for (int slot = 0; slot < batch.slots().size(); slot++) {
                hashes.put(batch.slots().get(slot).name(), hash(words(batch, slot)));
            }
        }
        return new DataFingerprint(size, hashes);
    }

    private static int[] spread(int count, int size) {
        return IntStream.range(0, count)
                .map(i -> count == 1 ? 0 : (int) ((long) i * (size - 1) / (count - 1)))
                .toArray();
    }

    private static IntStream words(Batch batch, int slot) {
        if (batch.slots().get(slot).element() == Element.FLOAT) {
            float[] values = batch.floats(slot);
            return IntStream.range(0, values.length).map(i -> Float.floatToRawIntBits(values[i]));
        }
        return IntStream.of(batch.classes(slot));
    }

    private static long hash(IntStream words) {
        long[] hash = {BASIS};
        words.forEachOrdered(word -> {
            for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
                hash[0] = (hash[0] ^ (word >>> shift & 0xFF)) * PRIME;
            }
        });
        return hash[0];
    }
}
