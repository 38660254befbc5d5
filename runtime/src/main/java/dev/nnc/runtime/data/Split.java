package dev.nnc.runtime.data;

/**
 * Examples split at random in two.
 *
 * @param training those to learn from
 * @param validation those held out
 */
public record Split(DataSource training, DataSource validation) {

    /** Holds out {@code round(share * size)} examples, which the seed alone chooses. */
    public static Split of(DataSource source, double share, long seed) {
        throw new UnsupportedOperationException();
    }
}
