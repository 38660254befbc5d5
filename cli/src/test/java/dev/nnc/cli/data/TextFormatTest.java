package dev.nnc.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.cli.console.UserError;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Signature;
import dev.nnc.runtime.data.DataException;
import dev.nnc.runtime.data.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text files as data: the vocabulary is that of the text, or that of the weights. */
class TextFormatTest {
    private static final Signature CHARACTERS = Signature.of("Characters", "")
            .input(InputSpec.classes("text", 3, 2))
            .target(InputSpec.classes("next", 3, 2))
            .build(8);

    @TempDir
    Path folder;

    @Test
    void trainingLearnsTheVocabularyOfTheText() throws IOException {
        Examples examples = files("cabca")
                .training(model(), CHARACTERS, TrainedData.NOTHING)
                .examples();

        assertThat(examples.size()).isEqualTo(2);
        assertThat(examples.origin().vocabulary().orElseThrow().encode("abc")).containsExactly(0, 1, 2);
        assertThat(examples.batch(CHARACTERS).classes(0)).containsExactly(2, 0, 1, 2);
    }

    @Test
    void otherTextIsReadWithTheVocabularyOfTheWeights() throws IOException {
        TrainedData trained = TrainedData.of(Vocabulary.of("abc"));

        assertThat(files("cbcbc")
                        .evaluation(model(), CHARACTERS, trained)
                        .batch(CHARACTERS)
                        .classes(0))
                .containsExactly(2, 1, 2, 1);
        assertThat(files("cbcbc")
                        .prediction(model(), CHARACTERS, trained)
                        .batch(CHARACTERS)
                        .classes(0))
                .containsExactly(2, 1, 2, 1);
        assertThatThrownBy(() -> files("abxab").evaluation(model(), CHARACTERS, trained))
                .isInstanceOf(DataException.class)
                .hasMessage(text() + ":1:3: `x` U+0078 is not one of the 3 characters of the vocabulary that was"
                        + " learned");
    }

    @Test
    void moreCharactersThanClassesAreAMistake() {
        assertThatThrownBy(() -> files("abcde").training(model(), CHARACTERS, TrainedData.NOTHING))
                .isInstanceOf(UserError.class)
                .hasMessage(text() + ": error: the text has 5 different characters, but `text` has 3 classes\n"
                        + "help: give the model 5, for example with --set vocabulary=5 if a parameter of that name"
                        + " counts them");
    }

    @Test
    void aModelOfSomethingElseTakesNoText() {
        Signature other = Signature.of("Other", "")
                .input(InputSpec.floats("x", 2))
                .target(InputSpec.classes("y", 2))
                .build(8);
        assertThatThrownBy(() -> files("x,y\n").training(model(), other, TrainedData.NOTHING))
                .hasMessage(
                        text() + ": error: `Other` does not learn from a text: that takes one input `class(V)[T]` and"
                                + " one target of the same type\nhelp: a table's file name must not end in .txt");
    }

    private Path text() {
        return folder.resolve("play.txt");
    }

    private Path model() {
        return folder.resolve("characters.nn");
    }

    private DataFiles files(String text) throws IOException {
        Files.writeString(text(), text);
        return new DataFiles(Optional.of(text()), Optional.empty(), Optional.empty(), ColumnChoice.NONE);
    }
}
