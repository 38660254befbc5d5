package dev.nnc.examples.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Two languages for numbers below a billion, digits and English words, and the tokens that the network knows them by. */
final class Numbers {
    /** More than the largest number that can be said. */
    static final int END_OF_NUMBERS = 1_000_000_000;

    private static final List<String> SMALL = List.of(
            ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
                            + " eighteen nineteen")
                    .split(" "));
    private static final List<String> TENS =
            List.of("twenty thirty forty fifty sixty seventy eighty ninety".split(" "));
    private static final List<String> DIGITS =
            IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    private static final List<String> TOKENS = Stream.of(
                    DIGITS, SMALL, TENS, List.of("hundred", "thousand", "million", "<start>", "<end>"))
            .flatMap(List::stream)
            .toList();

    /** The token before the first word. */
    static final int START = TOKENS.indexOf("<start>");

    /** The token behind the last word. */
    static final int END = TOKENS.indexOf("<end>");

    private Numbers() {}

    /** How many tokens there are. */
    static int vocabulary() {
        return TOKENS.size();
    }

    /** The tokens of a number's digits. */
    static int[] digits(int number) {
        return Integer.toString(number).chars().map(c -> c - '0').toArray();
    }

    /** The tokens of a number's English words. */
    static int[] words(int number) {
        List<String> words = new ArrayList<>();
        group(number / 1_000_000, "million", words);
        group(number / 1000 % 1000, "thousand", words);
        group(number % 1000, "", words);
        return words.isEmpty() ? new int[] {TOKENS.indexOf("zero")} : tokens(words);
    }

    private static void group(int number, String unit, List<String> words) {
        if (number >= 100) {
            words.add(SMALL.get(number / 100));
            words.add("hundred");
        }
        int rest = number % 100;
        if (rest >= 20) {
            words.add(TENS.get(rest / 10 - 2));
            rest %= 10;
        }
        if (rest > 0) {
            words.add(SMALL.get(rest));
        }
        if (number > 0 && !unit.isEmpty()) {
            words.add(unit);
        }
    }

    private static int[] tokens(List<String> words) {
        return words.stream().mapToInt(TOKENS::indexOf).toArray();
    }

    /** Tokens as text. */
    static String text(int[] tokens) {
        return String.join(" ", IntStream.of(tokens).mapToObj(TOKENS::get).toList());
    }
}
