package dev.nnc.cli.data;

import dev.nnc.cli.console.UserError;
import dev.nnc.runtime.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a command reads examples.
 *
 * @param data a file or folder of one of the {@link DataFormats}; empty for what the model file says
 * @param images an IDX file of pictures, in place of {@code data}
 * @param labels the IDX file of their classes
 * @param choice what is said about columns
 */
public record DataFiles(Optional<Path> data, Optional<Path> images, Optional<Path> labels, ColumnChoice choice) {

    /** Examples for training: those to learn from, and the test examples that lie beside them, if any. */
    public record Training(Examples examples, Optional<Examples> test) {}

    /**
     * Reads what to learn from.
     *
     * @param model the {@code .nn} file, which data that it names is relative to
     * @param trained what the weights know already, such as those of a checkpoint
     */
    public Training training(Path model, Signature signature, TrainedData trained) throws IOException {
        if (images.isPresent() || labels.isPresent()) {
            return new Training(pictures(signature), Optional.empty());
        }
        Path path = path(model, signature);
        DataFormat format = format(path);
        return new Training(format.training(path, signature, trained), format.test(path, signature, trained));
    }

    /** Reads what to evaluate on: the test examples of a folder, or those to learn from if there are no others. */
    public Examples evaluation(Path model, Signature signature, TrainedData trained) throws IOException {
        if (images.isPresent() || labels.isPresent()) {
            return pictures(signature);
        }
        Path path = path(model, signature);
        return format(path).evaluation(path, signature, trained);
    }

    /** Reads what to predict. */
    public Examples prediction(Path model, Signature signature, TrainedData trained) throws IOException {
        if (images.isPresent()) {
            checkAlone();
            return IdxFormat.read(signature, images.get());
        }
        if (labels.isPresent()) {
            throw apart();
        }
        Path path = path(model, signature);
        return format(path).prediction(path, signature, trained);
    }

    /** Nothing that is said may be passed over. */
    private void checkAlone() {
        if (data.isPresent()) {
            throw UserError.of("--data and --images both say where the examples are; leave one out");
        }
        if (!choice.equals(ColumnChoice.NONE)) {
            throw UserError.of("--columns and --ignore are for CSV tables, and pictures have no columns");
        }
    }

    private DataFormat format(Path path) throws IOException {
        DataFormat format = DataFormats.of(path, choice);
        if (!(format instanceof TableFormat) && !choice.equals(ColumnChoice.NONE)) {
            throw UserError.of("--columns and --ignore are for CSV tables, and `" + path + "` is none");
        }
        return format;
    }

    private Examples pictures(Signature signature) throws IOException {
        checkAlone();
        if (images.isEmpty() || labels.isEmpty()) {
            throw apart();
        }
        return IdxFormat.read(signature, images.get(), labels.get());
    }

    private static UserError apart() {
        return UserError.of("--images and --labels go together");
    }

    private Path path(Path model, Signature signature) {
        if (data.isPresent()) {
            return data.get();
        }
        String named = signature.training().data();
        if (named.isEmpty()) {
            throw UserError.of(
                    "there is no data: the train block of `" + model + "` names none",
                    "name it with --data, or with `data \"FILE\"` in the train block");
        }
        Path beside = model.toAbsolutePath().resolveSibling(named).normalize();
        if (!Files.exists(beside)) {
            throw UserError.of(
                    "there is no data file `" + beside + "`",
                    "`data \"" + named + "\"` in `" + model + "` is relative to that file; --data names another");
        }
        Path working = Path.of("").toAbsolutePath();
        return beside.startsWith(working) ? working.relativize(beside) : beside;
    }
}
