package dev.nnc.cli.data;

import dev.nnc.runtime.Signature;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A CSV file with a header.
 *
 * @param choice what is said about columns
 */
record TableFormat(ColumnChoice choice) implements DataFormat {
    @Override
    public Examples training(Path path, Signature signature, TrainedData trained) throws IOException {
        return CsvExamples.withTargets(path, signature, choice.of(signature).orElse(trained.columns()));
    }

    @Override
    public Examples prediction(Path path, Signature signature, TrainedData trained) throws IOException {
        return CsvExamples.inputsOnly(path, signature, choice.of(signature).orElse(trained.columns()));
    }
}
