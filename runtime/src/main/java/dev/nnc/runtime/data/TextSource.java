package dev.nnc.runtime.data;

import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Element;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Signature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * A text as examples for a model with one input {@code class(V)[T]} and one target of the same type: example i is the T
 * characters from character i * T on, and its target the characters that follow each of them. What is left at the end, less
 * than a window and the character after it, is not used.
 */
public final class TextSource implements DataSource {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final int[] classes;
    private final int length;

    private TextSource(int[] classes, int length) {
        this.classes = classes;
        this.length = length;
    }

    /**
     * The windows of a text.
     *
     * @throws IllegalArgumentException when the model is not of this kind, has fewer classes than the vocabulary characters, the
     *     text has a character that the vocabulary lacks, or is too short for one window
     */
    public static TextSource of(Signature signature, String text, Vocabulary vocabulary) {
        int length = windowLength(signature);
        if (vocabulary.size() > signature.inputs().get(0).classes()) {
            throw new IllegalArgumentException("the text has " + vocabulary.size() + " different characters, but "
                    + signature.inputs().get(0).name() + " has "
                    + signature.inputs().get(0).classes() + " classes");
        }
        int[] classes = vocabulary.encode(text);
        if (classes.length <= length) {
            throw new IllegalArgumentException("the text has " + classes.length
                    + " characters, but a window and the character after it are " + (length + 1));
        }
        return new TextSource(classes, length);
    }

    /** The windows of a file, see {@link #of}; every mistake is a {@link DataException} that names the file and the place. */
    public static TextSource read(Signature signature, Path file, Vocabulary vocabulary) throws IOException {
        String text = text(file);
        OptionalInt unknown = vocabulary.firstUnknown(text);
        if (unknown.isPresent()) {
            TextPlace place = TextPlace.of(text, unknown.getAsInt());
            throw new DataException(
                    file + ":" + place.line() + ":" + place.column(),
                    vocabulary.describeUnknown(text, unknown.getAsInt()));
        }
        try {
            return of(signature, text, vocabulary);
        } catch (IllegalArgumentException unfit) {
            throw new DataException(file.toString(), unfit.getMessage());
        }
    }

    /** The text of a UTF-8 file, without a byte order mark. */
    public static String text(Path file) throws IOException {
        String text;
        try {
            text = Files.readString(file);
        } catch (CharacterCodingException wrongEncoding) {
            throw notUtf8(file);
        }
        if (text.isEmpty()) {
            throw new DataException(file.toString(), "the file is empty");
        }
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
    }

    /** Says where the first byte is that begins no character of the encoding. */
    private static DataException notUtf8(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        CharBuffer before = CharBuffer.allocate(bytes.remaining());
        StandardCharsets.UTF_8.newDecoder().decode(bytes, before, true);
        TextPlace place = TextPlace.of(before.flip().toString(), before.length());
        return new DataException(
                file + ":" + place.line() + ":" + place.column(),
                String.format("the text is not UTF-8: its byte 0x%02X here begins no character", bytes.get()));
    }

    /** Whether a model is of the kind that learns from windows of a text. */
    public static boolean fits(Signature signature) {
        List<InputSpec> inputs = signature.inputs();
        List<InputSpec> targets = signature.targets();
        return inputs.size() == 1
                && targets.size() == 1
                && inputs.get(0).element() == Element.CLASS
                && targets.get(0).element() == Element.CLASS
                && inputs.get(0).shape().length == 1
                && inputs.get(0).classes() == targets.get(0).classes()
                && Arrays.equals(inputs.get(0).shape(), targets.get(0).shape());
    }

    private static int windowLength(Signature signature) {
        if (!fits(signature)) {
            throw new IllegalArgumentException(
                    "a text is for models with one input class(V)[T] and one target class(V)[T],"
                            + " such as characters and those that follow; " + signature.model() + " is not one");
        }
        return signature.inputs().get(0).size();
    }

    @Override
    public int size() {
        return (classes.length - 1) / length;
    }

    @Override
    public void read(int[] indices, int from, int count, Batch batch) {
        batch.setCount(count);
        for (int slot = 0; slot < batch.slots().size(); slot++) {
            for (int i = 0; i < count; i++) {
                System.arraycopy(classes, indices[from + i] * length + slot, batch.classes(slot), i * length, length);
            }
        }
    }
}
