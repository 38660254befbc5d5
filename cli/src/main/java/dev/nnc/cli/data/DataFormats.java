package dev.nnc.cli.data;

import dev.nnc.cli.console.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Tells the format of data by the names of files. */
final class DataFormats {
    private DataFormats() {}

    /**
     * The format of a file or folder.
     *
     * @param choice what is said about columns, should it be a table
     */
    static DataFormat of(Path path, ColumnChoice choice) throws IOException {
        if (Files.isDirectory(path)) {
            return ofFolder(path);
        }
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".txt")) {
            return new TextFormat();
        }
        if (name.endsWith(CifarFormat.EXTENSION)) {
            return new CifarFormat();
        }
        return PictureFiles.isPicture(path) ? new PictureFormat() : new TableFormat(choice);
    }

    private static DataFormat ofFolder(Path folder) throws IOException {
        List<Path> entries = entries(folder);
        if (entries.stream().anyMatch(IdxFormat::isPart)) {
            return new IdxFormat();
        }
        if (entries.stream().anyMatch(entry -> entry.toString().endsWith(CifarFormat.EXTENSION))) {
            return new CifarFormat();
        }
        if (entries.stream().anyMatch(entry -> Files.isDirectory(entry) || PictureFiles.isPicture(entry))) {
            return new PictureFormat();
        }
        throw UserError.at(
                folder.toString(),
                "there is no data in this folder",
                "it may hold MNIST's IDX files (train-images-idx3-ubyte and so on), CIFAR's binary files (.bin), or a folder"
                        + " of pictures (.png, .jpg) for each class");
    }

    /** What is in a folder, in the order of names, but what is hidden. */
    static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }
}
