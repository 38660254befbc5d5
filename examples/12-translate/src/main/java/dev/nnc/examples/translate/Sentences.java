package dev.nnc.examples.translate;

import dev.nnc.runtime.data.ArraySource;
import dev.nnc.runtime.data.DataSource;
import java.util.Random;
import java.util.stream.IntStream;

/** Numbers in digits and in words side by side, as the network takes them: rows of equal length, and how much of each counts. */
final class Sentences {
    private static final int LONGEST = Translate.SIGNATURE.inputs().get(0).size();

    private final int[] numbers;
    private final int[] digits;
    private final int[] digitLengths;
    private final int[] soFar;
    private final int[] next;
    private final int[] wordLengths;

    /** The sentences of some numbers. */
    Sentences(int[] numbers) {
        this.numbers = numbers;
        digits = new int[numbers.length * LONGEST];
        soFar = new int[numbers.length * LONGEST];
        next = new int[numbers.length * LONGEST];
        digitLengths = new int[numbers.length];
        wordLengths = new int[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            add(i, Numbers.digits(numbers[i]), Numbers.words(numbers[i]));
        }
    }

    /** The answer goes in one place further on than it comes out: from what was said up to a place, the next word is learned. */
    private void add(int i, int[] number, int[] words) {
        System.arraycopy(number, 0, digits, i * LONGEST, number.length);
        digitLengths[i] = number.length;
        soFar[i * LONGEST] = Numbers.START;
        System.arraycopy(words, 0, soFar, i * LONGEST + 1, words.length);
        System.arraycopy(words, 0, next, i * LONGEST, words.length);
        next[i * LONGEST + words.length] = Numbers.END;
        wordLengths[i] = words.length + 1;
    }

    /** Sentences of random numbers, of one digit as often as of nine. */
    static Sentences random(int count, Random random) {
        int[] bounds = IntStream.iterate(10, bound -> bound <= Numbers.END_OF_NUMBERS / 10, bound -> bound * 10)
                .toArray();
        return new Sentences(IntStream.generate(() -> random.nextInt(bounds[random.nextInt(bounds.length)]))
                .limit(count)
                .toArray());
    }

    /** How many sentences. */
    int count() {
        return numbers.length;
    }

    /** The number of a sentence. */
    int number(int i) {
        return numbers[i];
    }

    /** The digits of all sentences, a row for each. */
    int[] digits() {
        return digits;
    }

    /** How many digits each has. */
    int[] digitLengths() {
        return digitLengths;
    }

    /** The sentences as what to learn from. */
    DataSource source() {
        return ArraySource.of(Translate.SIGNATURE, count(), digits, digitLengths, soFar, wordLengths, next);
    }
}
