package dev.nnc.cli.data;

import dev.nnc.cli.console.UserError;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Signature;
import dev.nnc.runtime.data.TextSource;
import dev.nnc.runtime.data.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A text file, read as windows of characters, each with the characters that follow. The vocabulary is that of the weights; where
 * they have none, the characters of the text are all there are.
 */
final class TextFormat implements DataFormat {
    @Override
    public Examples training(Path path, Signature signature, TrainedData trained) throws IOException {
        checkModel(path, signature);
        Vocabulary vocabulary =
                trained.vocabulary().isPresent() ? trained.vocabulary().get() : Vocabulary.of(TextSource.text(path));
        checkClasses(path, signature, vocabulary);
        return new Examples(TextSource.read(signature, path, vocabulary), TrainedData.of(vocabulary), Map.of());
    }

    @Override
    public Examples prediction(Path path, Signature signature, TrainedData trained) throws IOException {
        return training(path, signature, trained);
    }

    private static void checkModel(Path path, Signature signature) {
        if (!TextSource.fits(signature)) {
            throw UserError.at(
                    path.toString(),
                    "`" + signature.model() + "` does not learn from a text: that takes one input `class(V)[T]` and one"
                            + " target of the same type",
                    "a table's file name must not end in .txt");
        }
    }

    private static void checkClasses(Path path, Signature signature, Vocabulary vocabulary) {
        InputSpec input = signature.inputs().get(0);
        if (vocabulary.size() > input.classes()) {
            throw UserError.at(
                    path.toString(),
                    "the text has " + vocabulary.size() + " different characters, but `" + input.name() + "` has "
                            + input.classes() + " classes",
                    "give the model " + vocabulary.size() + ", for example with --set vocabulary=" + vocabulary.size()
                            + " if a parameter of that name counts them");
        }
    }
}
