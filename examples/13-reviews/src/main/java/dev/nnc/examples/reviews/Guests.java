package dev.nnc.examples.reviews;

import dev.nnc.runtime.data.ArraySource;
import dev.nnc.runtime.data.DataSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Guests of a restaurant who write reviews and mean what most of their remarks say: {@code the soup was not very good} is one
 * against it. Up to a third of the remarks say the opposite.
 */
final class Guests {
    /** More remarks than these might not fit. */
    static final int MOST_REMARKS = 7;

    private static final int LONGEST = Reviews.SIGNATURE.inputs().get(0).size();
    private static final List<String> GOOD = List.of("good", "great", "lovely", "fine", "perfect", "delicious");
    private static final List<String> BAD = List.of("bad", "awful", "terrible", "poor", "cold", "dull");
    private static final List<String> THINGS = List.of("food", "soup", "wine", "service", "music", "room", "waiter");
    private static final List<String> WORDS = words();

    private final int remarks;
    private final Random random;

    /** Guests who make 1 to {@code remarks} remarks. */
    Guests(int remarks, long seed) {
        this.remarks = remarks;
        random = new Random(seed);
    }

    private static List<String> words() {
        List<String> words = new ArrayList<>(List.of("the", "was", "not", "very", "and", "but", "we", "think"));
        words.addAll(GOOD);
        words.addAll(BAD);
        words.addAll(THINGS);
        return List.copyOf(words);
    }

    /**
     * A review.
     *
     * @param words what was written
     * @param positive what was meant
     */
    record Review(List<String> words, boolean positive) {

        /** The words as the network knows them. */
        int[] tokens() {
            return words.stream().mapToInt(WORDS::indexOf).toArray();
        }

        @Override
        public String toString() {
            return String.join(" ", words);
        }
    }

    /** Writes a review. */
    Review write() {
        boolean positive = random.nextBoolean();
        int count = 1 + random.nextInt(remarks);
        List<Boolean> said = new ArrayList<>(Collections.nCopies(count, positive));
        Collections.fill(said.subList(0, random.nextInt(count / 3 + 1)), !positive);
        Collections.shuffle(said, random);
        List<String> words = new ArrayList<>();
        for (boolean remark : said) {
            if (!words.isEmpty()) {
                words.add(random.nextBoolean() ? "and" : "but");
            }
            remark(words, remark);
        }
        return new Review(words, positive);
    }

    /** Writes a remark. */
    private void remark(List<String> words, boolean positive) {
        if (random.nextInt(4) == 0) {
            words.addAll(List.of("we", "think"));
        }
        words.addAll(List.of("the", any(THINGS), "was"));
        boolean not = random.nextInt(4) == 0;
        if (not) {
            words.add("not");
        }
        if (random.nextBoolean()) {
            words.add("very");
        }
        words.add(any(positive != not ? GOOD : BAD));
    }

    private String any(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    /** Reviews as what to learn from: rows of equal length, and how much of each counts. */
    DataSource write(int count) {
        int[] words = new int[count * LONGEST];
        int[] lengths = new int[count];
        int[] opinions = new int[count];
        for (int i = 0; i < count; i++) {
            Review review = write();
            int[] tokens = review.tokens();
            System.arraycopy(tokens, 0, words, i * LONGEST, tokens.length);
            lengths[i] = tokens.length;
            opinions[i] = review.positive() ? 1 : 0;
        }
        return ArraySource.of(Reviews.SIGNATURE, count, words, lengths, opinions);
    }
}
