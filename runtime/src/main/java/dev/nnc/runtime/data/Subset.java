package dev.nnc.runtime.data;

import dev.nnc.runtime.Batch;

/** Some examples of a source, in an order of their own. */
final class Subset implements DataSource {

    private final DataSource source;
    private final int[] chosen;
    private int[] translated = new int[0];

    Subset(DataSource source, int[] chosen) {
        this.source = source;
        this.chosen = chosen;
    }

    @Override
    public int size() {
        return chosen.length;
    }

    @Override
    public void read(int[] indices, int from, int count, Batch batch) {
        if (translated.length < count) {
            translated = new int[count];
        }
        for (int i = 0; i < count; i++) {
            translated[i] = chosen[indices[from + i]];
        }
        source.read(translated, 0, count, batch);
    }
}
