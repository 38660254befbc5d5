package dev.nnc.cli.command;

import dev.nnc.cli.data.ColumnChoice;
import dev.nnc.cli.data.DataFiles;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** Where the examples are, and which columns are what. */
final class DataArguments {
    @Option(
            names = "--data",
            paramLabel = "PATH",
            description =
                    "A CSV file with a header, a text (.txt) for a model of characters, MNIST's IDX files or CIFAR's"
                            + " binary files in a folder, a folder of PNG or JPEG pictures for each class, or a single picture"
                            + " to predict. Default: what the train block says, relative to the .nn file.")
    Optional<Path> data = Optional.empty();

    @Option(names = "--images", paramLabel = "FILE", description = "An IDX file of pictures, in place of --data.")
    Optional<Path> images = Optional.empty();

    @Option(names = "--labels", paramLabel = "FILE", description = "The IDX file of their classes.")
    Optional<Path> labels = Optional.empty();

    @Option(
            names = "--columns",
            paramLabel = "NAME=COLUMN,...",
            description = "The CSV columns of an input or target. Default: the column, or columns NAME.0, NAME.1 and so"
                    + " on, of its name; a single input takes all that are left, in order.")
    Map<String, String> columns = new LinkedHashMap<>();

    @Option(
            names = "--ignore",
            split = ",",
            paramLabel = "COLUMN",
            description = "CSV columns that the model does not see; predict copies them to its output.")
    Set<String> ignored = Set.of();

    DataFiles files() {
        Map<String, List<String>> listed = new LinkedHashMap<>();
        columns.forEach((slot, names) -> listed.put(slot, Arrays.asList(names.split(","))));
        return new DataFiles(data, images, labels, new ColumnChoice(listed, ignored));
    }
}
