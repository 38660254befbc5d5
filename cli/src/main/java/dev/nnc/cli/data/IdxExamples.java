package dev.nnc.cli.data;

import dev.nnc.cli.console.UserError;
import dev.nnc.runtime.Signature;
import dev.nnc.runtime.data.IdxSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds and reads pictures and their classes in IDX files, the format of MNIST, plain or gzipped. */
public final class IdxExamples {
    /** What the files of the examples to learn from are called. */
    public static final String TRAIN = "train";

    /** What the files of the examples to be tested on are called. */
    public static final String TEST = "t10k";

    private IdxExamples() {}

    /** The pair of files in a folder that is named {@link #TRAIN} or {@link #TEST}; empty when neither file is there. */
    public static Optional<Examples> inFolder(Path folder, String part, Signature signature) throws IOException {
        String imagesName = part + "-images-idx3-ubyte";
        String labelsName = part + "-labels-idx1-ubyte";
        Optional<Path> images = find(folder, imagesName);
        Optional<Path> labels = find(folder, labelsName);
        if (images.isEmpty() && labels.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(of(
                signature,
                images.orElseThrow(() -> missing(folder, imagesName)),
                labels.orElseThrow(() -> missing(folder, labelsName))));
    }

    /** The pictures of {@link #TEST} in a folder. */
    public static Examples imagesInFolder(Path folder, Signature signature) throws IOException {
        String name = TEST + "-images-idx3-ubyte";
        return of(signature, find(folder, name).orElseThrow(() -> missing(folder, name)));
    }

    /** What to say when a folder has no file of this name. */
    public static UserError missing(Path folder, String name) {
        return UserError.of("there is no `" + name + "` and no `" + name + ".gz` in `" + folder + "`");
    }

    /** A file for each input and then, unless they are only predicted, for each target. */
    public static Examples of(Signature signature, Path... files) throws IOException {
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                throw UserError.of("there is no data file `" + file + "`");
            }
        }
        return new Examples(IdxSource.read(signature, files), TrainedData.NOTHING, Map.of());
    }

    private static Optional<Path> find(Path folder, String name) {
        return Stream.of(name, name.replace("-idx", ".idx"))
                .flatMap(spelling -> Stream.of(spelling, spelling + ".gz"))
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
