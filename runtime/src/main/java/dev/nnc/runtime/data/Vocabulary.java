package dev.nnc.runtime.data;

import dev.nnc.runtime.Network;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The characters (code points) that a text model knows, and the class of each. It is made from the text that is learned from,
 * and travels in the weights file: other text must be read with the vocabulary of the weights.
 */
public final class Vocabulary {

    /** The key under which {@link Network#metadata} holds the characters, in the order of their classes. */
    public static final String METADATA = "vocabulary";

    private final int[] characters;
    private final Map<Integer, Integer> classes = new HashMap<>();

    private Vocabulary(int[] characters) {
        this.characters = characters;
        for (int i = 0; i < characters.length; i++) {
            classes.put(characters[i], i);
        }
    }

    /** The different characters of a text, in ascending order: the first has class 0. */
    public static Vocabulary of(String text) {
        return new Vocabulary(text.codePoints().distinct().sorted().toArray());
    }

    /**
     * The vocabulary that was kept with a network's weights.
     *
     * @throws IllegalStateException when there is none
     */
    public static Vocabulary of(Network network) {
        String text = network.metadata().get(METADATA);
        if (text == null) {
            throw new IllegalStateException("the weights of "
                    + network.signature().model() + " have no vocabulary: they were not trained on text");
        }
        return new Vocabulary(text.codePoints().distinct().toArray());
    }

    /** Keeps it with a network's weights, so that {@link Network#save} and checkpoints write it. */
    public void keepWith(Network network) {
        network.putMetadata(METADATA, decode(classesInOrder()));
    }

    private int[] classesInOrder() {
        int[] all = new int[characters.length];
        Arrays.setAll(all, i -> i);
        return all;
    }

    /** How many characters it has. */
    public int size() {
        return characters.length;
    }

    /**
     * The class of each character of a text.
     *
     * @throws IllegalArgumentException when a character is not in the vocabulary, with its line and column
     */
    public int[] encode(String text) {
        OptionalInt unknown = firstUnknown(text);
        if (unknown.isPresent()) {
            TextPlace place = TextPlace.of(text, unknown.getAsInt());
            throw new IllegalArgumentException("line " + place.line() + ", column " + place.column() + ": "
                    + describeUnknown(text, unknown.getAsInt()));
        }
        return text.codePoints().map(classes::get).toArray();
    }

    /** The text of some classes, each from 0 to {@code size() - 1}. */
    public String decode(int... ids) {
        StringBuilder text = new StringBuilder();
        for (int id : ids) {
            if (id < 0 || id >= characters.length) {
                throw new IllegalArgumentException(
                        "class " + id + " is no character: the vocabulary has 0 to " + (characters.length - 1));
            }
            text.appendCodePoint(characters[id]);
        }
        return text.toString();
    }

    /** The index in a text of the first character that is not in the vocabulary. */
    OptionalInt firstUnknown(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (!classes.containsKey(text.codePointAt(i))) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** What is wrong with the character at an index of a text. */
    String describeUnknown(String text, int index) {
        int character = text.codePointAt(index);
        String shown = Character.isISOControl(character) ? "" : "`" + Character.toString(character) + "` ";
        return shown + String.format("U+%04X", character) + " is not one of the " + characters.length
                + " characters of the vocabulary that was learned";
    }
}
