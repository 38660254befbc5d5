package dev.nnc.examples.common;

import dev.nnc.examples.common.TextLesson.Reader;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the tests ask of networks that write text. */
public final class TextCheck {
    private TextCheck() {}

    /** A text that is soon learned. */
    public static String counting() {
        return IntStream.range(1000, 2000)
                .mapToObj(i -> "then comes " + i + ".\n")
                .collect(Collectors.joining());
    }

    /**
     * How far what a network says of characters one by one is from what it says of them all at once.
     *
     * @param network one by one
     * @param logits all at once, of which the softmax is what is probable
     * @return the largest difference in the probability of a class, divided by the largest probability of its character
     */
    public static double difference(Reader network, int[] letters, float[] logits) {
        int classes = logits.length / letters.length;
        double difference = 0;
        for (int i = 0; i < letters.length; i++) {
            difference = Math.max(difference, difference(network.read(letters[i]), logits, i * classes));
        }
        return difference;
    }

    private static double difference(float[] probabilities, float[] logits, int from) {
        double[] powers = IntStream.range(0, probabilities.length)
                .mapToDouble(i -> Math.exp(logits[from + i]))
                .toArray();
        double sum =
                IntStream.range(0, powers.length).mapToDouble(i -> powers[i]).sum();
        double largest = IntStream.range(0, powers.length)
                .mapToDouble(i -> powers[i])
                .max()
                .orElseThrow();
        return IntStream.range(0, powers.length)
                .mapToDouble(i -> Math.abs(probabilities[i] * sum - powers[i]) / largest)
                .max()
                .orElseThrow();
    }
}
