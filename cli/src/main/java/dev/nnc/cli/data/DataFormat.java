package dev.nnc.cli.data;

import dev.nnc.runtime.Signature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A way in which examples lie in files. */
interface DataFormat {
    /** Reads what to learn from. */
    Examples training(Path path, Signature signature, TrainedData trained) throws IOException;

    /** Reads what lies beside it to be tested on, if anything does. */
    default Optional<Examples> test(Path path, Signature signature, TrainedData trained) throws IOException {
        return Optional.empty();
    }

    /** Reads what to evaluate on: what lies there to be tested on, or what to learn from if there is nothing else. */
    default Examples evaluation(Path path, Signature signature, TrainedData trained) throws IOException {
        Optional<Examples> test = test(path, signature, trained);
        return test.isPresent() ? test.get() : training(path, signature, trained);
    }

    /** Reads what to predict: inputs alone. */
    Examples prediction(Path path, Signature signature, TrainedData trained) throws IOException;
}
