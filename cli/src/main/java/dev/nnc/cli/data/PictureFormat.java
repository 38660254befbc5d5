package dev.nnc.cli.data;

import dev.nnc.cli.console.UserError;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Signature;
import dev.nnc.runtime.data.PictureSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * PNG and JPEG pictures: a folder of them for each class, all in one folder or in the folders {@code train} and {@code test} in
 * it. To predict, a single picture or a folder of pictures will do.
 */
final class PictureFormat implements DataFormat {
    private static final String TRAIN = "train";
    private static final String TEST = "test";

    /** A column of predictions that says which picture each is of. */
    private static final String FILE_COLUMN = "file";

    @Override
    public Examples training(Path path, Signature signature, TrainedData trained) throws IOException {
        Path folder = isSplit(path) ? path.resolve(TRAIN) : path;
        PictureFiles reader = new PictureFiles(signature, folder);
        TrainedData known = classes(folder, signature, trained);
        InputSpec target = PictureClasses.target(folder, signature);
        PictureClasses.checkEach(folder, target, known.classNamesOf(target));
        return labelled(reader, folder, signature, known);
    }

    @Override
    public Optional<Examples> test(Path path, Signature signature, TrainedData trained) throws IOException {
        if (!isSplit(path)) {
            return Optional.empty();
        }
        TrainedData known = classes(path.resolve(TRAIN), signature, trained);
        return Optional.of(labelled(path.resolve(TEST), signature, known));
    }

    /** Pictures of some of the classes are enough to evaluate on. */
    @Override
    public Examples evaluation(Path path, Signature signature, TrainedData trained) throws IOException {
        Optional<Examples> test = test(path, signature, trained);
        return test.isPresent() ? test.get() : labelled(path, signature, trained);
    }

    @Override
    public Examples prediction(Path path, Signature signature, TrainedData trained) throws IOException {
        List<Path> files = new ArrayList<>();
        Path root = isSplit(path) ? path.resolve(TEST) : path;
        collect(root, files);
        PictureFiles reader = new PictureFiles(signature, path);
        DataProblems problems = new DataProblems();
        List<byte[]> pictures = readAll(reader, files, problems);
        problems.throwIfAny();
        List<String> names = files.stream()
                .map(file -> root.equals(file) ? file : root.relativize(file))
                .map(Path::toString)
                .toList();
        return new Examples(PictureSource.of(signature, pictures), trained, Map.of(FILE_COLUMN, names));
    }

    private static boolean isSplit(Path path) {
        return Files.isDirectory(path.resolve(TRAIN)) && Files.isDirectory(path.resolve(TEST));
    }

    private static Examples labelled(Path folder, Signature signature, TrainedData trained) throws IOException {
        PictureFiles reader = new PictureFiles(signature, folder);
        return labelled(reader, folder, signature, classes(folder, signature, trained));
    }

    private static Examples labelled(PictureFiles reader, Path folder, Signature signature, TrainedData known)
            throws IOException {
        List<String> names = known.classNamesOf(PictureClasses.target(folder, signature));
        DataProblems problems = new DataProblems();
        List<byte[]> pictures = new ArrayList<>();
        List<Integer> classes = new ArrayList<>();
        for (Path entry : DataFormats.entries(folder)) {
            List<Path> files = new ArrayList<>();
            collect(entry, files);
            pictures.addAll(readAll(reader, files, problems));
            classes.addAll(Collections.nCopies(
                    files.size(), names.indexOf(entry.getFileName().toString())));
        }
        problems.throwIfAny();
        int[] ids = classes.stream().mapToInt(Integer::intValue).toArray();
        return new Examples(PictureSource.of(signature, pictures, ids), known, Map.of());
    }

    private static TrainedData classes(Path folder, Signature signature, TrainedData trained) throws IOException {
        InputSpec target = PictureClasses.target(folder, signature);
        return TrainedData.ofClasses(target, PictureClasses.of(folder, signature, trained));
    }

    private static void collect(Path path, List<Path> files) throws IOException {
        if (!Files.isDirectory(path)) {
            files.add(path);
            return;
        }
        List<Path> entries = DataFormats.entries(path);
        if (entries.isEmpty()) {
            throw UserError.at(path.toString(), "there is no picture in this folder");
        }
        for (Path entry : entries) {
            if (!Files.isDirectory(entry) && !PictureFiles.isPicture(entry)) {
                throw UserError.at(
                        entry.toString(), "this is no picture: its name does not end in .png, .jpg or .jpeg");
            }
            collect(entry, files);
        }
    }

    private static List<byte[]> readAll(PictureFiles reader, List<Path> files, DataProblems problems)
            throws IOException {
        List<byte[]> pictures = new ArrayList<>();
        for (Path file : files) {
            try {
                pictures.add(reader.read(file));
            } catch (UserError mistake) {
                problems.add(mistake);
            }
        }
        return pictures;
    }
}
