package dev.nnc.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.runtime.Batch;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Signature;
import dev.nnc.runtime.Toy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks windows of text, and the vocabulary that travels with the weights. */
class TextSourceTest {

    private static final Signature CHARACTERS = characters(4, 3);

    @TempDir
    Path folder;

    private static Signature characters(int classes, int length) {
        return Signature.of("Characters", "f")
                .input(InputSpec.classes("text", classes, length))
                .target(InputSpec.classes("next", classes, length))
                .build(8);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("play.txt"), text);
    }

    private static void assertRefused(Path file, Signature signature, Vocabulary vocabulary, String message) {
        assertThatThrownBy(() -> TextSource.read(signature, file, vocabulary))
                .isInstanceOf(DataException.class)
                .hasMessage(file + message);
    }

    @Test
    void windowsLieEndToEndAndTargetsAreOneCharacterOn() {
        String text = "abcdabcdab";
        TextSource source = TextSource.of(CHARACTERS, text, Vocabulary.of(text));
        Batch batch = Batch.forTraining(CHARACTERS, 2);

        source.read(new int[] {0, 2, 1}, 1, 2, batch);

        assertThat(source.size()).isEqualTo(3);
        assertThat(batch.classes(0)).containsExactly(2, 3, 0, 3, 0, 1);
        assertThat(batch.classes(1)).containsExactly(3, 0, 1, 0, 1, 2);
    }

    @Test
    void aWindowNeedsTheCharacterAfterIt() {
        assertThat(TextSource.of(CHARACTERS, "abca", Vocabulary.of("abc")).size())
                .isEqualTo(1);
        assertThatThrownBy(() -> TextSource.of(CHARACTERS, "abc", Vocabulary.of("abc")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the text has 3 characters, but a window and the character after it are 4");
    }

    @Test
    void charactersAreCodePointsInAscendingOrder() {
        Vocabulary vocabulary = Vocabulary.of("b\ud83d\ude00a\nb");

        assertThat(vocabulary.size()).isEqualTo(4);
        assertThat(vocabulary.encode("a\ud83d\ude00b\n")).containsExactly(1, 3, 2, 0);
        assertThat(vocabulary.decode(3, 0, 2)).isEqualTo("\ud83d\ude00\nb");
        assertThatThrownBy(() -> vocabulary.decode(4)).hasMessage("class 4 is no character: the vocabulary has 0 to 3");
    }

    @Test
    void theVocabularyTravelsInTheWeightsFile() throws IOException {
        Toy trained = new Toy();
        trained.initialize(1);
        Vocabulary.of("\n\"\u00e9 z\ud83d\ude00").keepWith(trained);
        Path weights = folder.resolve("toy.safetensors");
        trained.save(weights);
        Toy loaded = new Toy();
        assertThatThrownBy(() -> Vocabulary.of(loaded))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the weights of Toy have no vocabulary: they were not trained on text");

        loaded.loadWeights(weights);

        assertThat(Vocabulary.of(loaded).encode("z\u00e9\n\ud83d\ude00\" ")).containsExactly(3, 4, 0, 5, 2, 1);
    }

    @Test
    void charactersThatTheVocabularyLacksAreNamedWithTheirPlace() throws IOException {
        Vocabulary vocabulary = Vocabulary.of("abc\n");
        assertRefused(
                file("abc\n\ud83d\ude00"),
                CHARACTERS,
                vocabulary,
                ":2:1: `\ud83d\ude00` U+1F600 is not one of the 4 characters of the vocabulary that was learned");
        assertRefused(
                file("abc\nab\tc"),
                CHARACTERS,
                vocabulary,
                ":2:3: U+0009 is not one of the 4 characters of the vocabulary that was learned");
        assertThatThrownBy(() -> vocabulary.encode("ab\nax"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("line 2, column 2: `x` U+0078 is not one of the 4 characters of the vocabulary that was"
                        + " learned");
    }

    @Test
    void textsThatDoNotFitTheModelAreRefused() throws IOException {
        assertRefused(
                file("abcde"),
                CHARACTERS,
                Vocabulary.of("abcde"),
                ": the text has 5 different characters, but text has 4 classes");
        assertRefused(
                file("ab"),
                CHARACTERS,
                Vocabulary.of("ab"),
                ": the text has 2 characters, but a window and the character after it are 4");
        assertRefused(file(""), CHARACTERS, Vocabulary.of("ab"), ": the file is empty");
        assertRefused(
                file("ab"),
                Toy.SIGNATURE,
                Vocabulary.of("ab"),
                ": a text is for models with one input class(V)[T] and one target class(V)[T], such as characters and"
                        + " those that follow; Toy is not one");
    }

    @Test
    void textIsUtf8AndAByteOrderMarkIsNoCharacter() throws IOException {
        byte[] bytes = {'a', '\n', (byte) 0xC3, (byte) 0xA9, (byte) 0xE9, 'b'};
        Path latin = Files.write(folder.resolve("latin.txt"), bytes);
        assertRefused(
                latin,
                CHARACTERS,
                Vocabulary.of("ab"),
                ":2:2: the text is not UTF-8: its byte 0xE9 here begins no character");
        assertThat(TextSource.text(file("\uFEFFab"))).isEqualTo("ab");
    }
}
