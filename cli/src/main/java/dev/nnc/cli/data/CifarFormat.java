package dev.nnc.cli.data;

import dev.nnc.cli.console.UserError;
import dev.nnc.runtime.Signature;
import dev.nnc.runtime.data.CifarFiles;
import dev.nnc.runtime.data.PictureSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A binary file as CIFAR has them, or a folder of them: those with "test" in their names are for testing. */
final class CifarFormat implements DataFormat {
    static final String EXTENSION = ".bin";

    private static final String TEST = "test";

    @Override
    public Examples training(Path path, Signature signature, TrainedData trained) throws IOException {
        List<Path> files = Files.isDirectory(path) ? files(path, false) : List.of(path);
        if (files.isEmpty()) {
            throw UserError.at(
                    path.toString(), "there are binary files to test on in this folder, but none to learn from");
        }
        return read(files, signature);
    }

    @Override
    public Optional<Examples> test(Path path, Signature signature, TrainedData trained) throws IOException {
        List<Path> files = Files.isDirectory(path) ? files(path, true) : List.of();
        return files.isEmpty() ? Optional.empty() : Optional.of(read(files, signature));
    }

    @Override
    public Examples prediction(Path path, Signature signature, TrainedData trained) throws IOException {
        Optional<Examples> test = test(path, signature, trained);
        return test.isPresent() ? test.get() : training(path, signature, trained);
    }

    private static List<Path> files(Path folder, boolean test) throws IOException {
        return DataFormats.entries(folder).stream()
                .filter(file -> file.toString().endsWith(EXTENSION))
                .filter(file -> file.getFileName().toString().contains(TEST) == test)
                .toList();
    }

    private static Examples read(List<Path> files, Signature signature) throws IOException {
        if (!PictureSource.fits(signature)) {
            throw PictureFiles.wrongModel(files.get(0), signature);
        }
        PictureSource source = CifarFiles.read(signature, files.toArray(Path[]::new));
        return new Examples(source, TrainedData.NOTHING, Map.of());
    }
}
