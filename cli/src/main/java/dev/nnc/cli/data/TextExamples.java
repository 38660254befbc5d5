package dev.nnc.cli.data;

import dev.nnc.cli.console.UserError;
import dev.nnc.runtime.Signature;
import dev.nnc.runtime.data.TextSource;
import dev.nnc.runtime.data.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Reads a text file as windows of characters, each with the characters that follow. */
final class TextExamples {
    private TextExamples() {}

    /**
     * The windows of a text.
     *
     * @param trained the characters that the weights know; when empty, those of the text are all there are
     */
    static Examples of(Path file, Signature signature, Optional<Vocabulary> trained) throws IOException {
        if (!TextSource.fits(signature)) {
            throw UserError.at(
                    file.toString(),
                    "`" + signature.model() + "` does not learn from a text: that takes one input `class(V)[T]` and one"
                            + " target of the same type",
                    "a table's file name must not end in .txt");
        }
        Vocabulary vocabulary = trained.isPresent() ? trained.get() : Vocabulary.of(TextSource.text(file));
        int classes = signature.inputs().get(0).classes();
        if (vocabulary.size() > classes) {
            throw UserError.at(
                    file.toString(),
                    "the text has " + vocabulary.size() + " different characters, but `"
                            + signature.inputs().get(0).name() + "` has " + classes + " classes",
                    "give the model " + vocabulary.size() + ", for example with --set vocabulary=" + vocabulary.size()
                            + " if a parameter of that name counts them");
        }
        return new Examples(TextSource.read(signature, file, vocabulary), TrainedData.of(vocabulary), Map.of());
    }
}
