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

/** A folder with MNIST's IDX files of pictures and their classes, plain or gzipped. */
final class IdxFormat implements DataFormat {
    private static final String TRAIN = "train";
    private static final String TEST = "t10k";
    private static final String IMAGES = "-images-idx3-ubyte";
    private static final String LABELS = "-labels-idx1-ubyte";

    /** Whether a file has the name of one of the four. */
    static boolean isPart(Path file) {
        String name = file.getFileName().toString();
        return name.matches("(train|t10k)-(images[-.]idx3|labels[-.]idx1)-ubyte(\\.gz)?");
    }

    @Override
    public Examples training(Path path, Signature signature, TrainedData trained) throws IOException {
        return part(path, TRAIN, signature).orElseThrow(() -> missing(path, TRAIN + IMAGES));
    }

    @Override
    public Optional<Examples> test(Path path, Signature signature, TrainedData trained) throws IOException {
        return part(path, TEST, signature);
    }

    @Override
    public Examples prediction(Path path, Signature signature, TrainedData trained) throws IOException {
        return read(signature, find(path, TEST + IMAGES).orElseThrow(() -> missing(path, TEST + IMAGES)));
    }

    /** Reads a file for each input and then, unless they are only predicted, for each target. */
    static Examples read(Signature signature, Path... files) throws IOException {
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                throw UserError.of("there is no data file `" + file + "`");
            }
        }
        return new Examples(IdxSource.read(signature, files), TrainedData.NOTHING, Map.of());
    }

    /** The pictures of a part, with their classes unless the model learns from pictures alone. */
    private static Optional<Examples> part(Path folder, String part, Signature signature) throws IOException {
        Optional<Path> images = find(folder, part + IMAGES);
        Optional<Path> labels = find(folder, part + LABELS);
        if (images.isEmpty() && labels.isEmpty()) {
            return Optional.empty();
        }
        Path pictures = images.orElseThrow(() -> missing(folder, part + IMAGES));
        if (signature.targets().isEmpty()) {
            return Optional.of(read(signature, pictures));
        }
        return Optional.of(read(signature, pictures, labels.orElseThrow(() -> missing(folder, part + LABELS))));
    }

    private static UserError missing(Path folder, String name) {
        return UserError.of("there is no `" + name + "` and no `" + name + ".gz` in `" + folder + "`");
    }

    private static Optional<Path> find(Path folder, String name) {
        return Stream.of(name, name.replace("-idx", ".idx"))
                .flatMap(spelling -> Stream.of(spelling, spelling + ".gz"))
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
