package dev.nnc.cli.data;

import dev.nnc.cli.console.UserError;
import dev.nnc.runtime.Element;
import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Signature;
import dev.nnc.runtime.data.IdxFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads pictures and their classes from IDX files, the format of MNIST, plain or gzipped. */
public final class IdxExamples {
    /** What the files of the examples to learn from are called. */
    public static final String TRAIN = "train";

    /** What the files of the examples to be tested on are called. */
    public static final String TEST = "t10k";

    private IdxExamples() {}

    /** The pair of files in a folder that is named {@link #TRAIN} or {@link #TEST}; empty when neither file is there. */
    public static Optional<Examples> inFolder(Path folder, String part, Signature signature) throws IOException {
        Optional<Path> images = find(folder, part + "-images", "idx3-ubyte");
        Optional<Path> labels = find(folder, part + "-labels", "idx1-ubyte");
        if (images.isEmpty() && labels.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(pair(
                images.orElseThrow(() -> missing(folder, part + "-images-idx3-ubyte")),
                labels.orElseThrow(() -> missing(folder, part + "-labels-idx1-ubyte")),
                signature));
    }

    /** What to say when a folder lacks files of this name. */
    public static UserError missing(Path folder, String name) {
        return UserError.of("there is no `" + name + "` and no `" + name + ".gz` in `" + folder + "`");
    }

    /** Pictures and their classes. */
    public static Examples pair(Path images, Path labels, Signature signature) throws IOException {
        List<InputSpec> targets = signature.targets();
        if (targets.size() != 1
                || targets.get(0).element() != Element.CLASS
                || targets.get(0).size() != 1) {
            throw UserError.of("IDX labels need a model with one target, which is a class; " + signature.model()
                    + " has " + names(targets));
        }
        Examples pictures = imagesOnly(images, signature);
        IdxFile file = read(labels);
        if (file.shape().length != 1) {
            throw UserError.at(labels.toString(), "labels have 1 axis, but this file has " + file.shape().length);
        }
        if (file.shape()[0] != pictures.size()) {
            throw UserError.at(
                    labels.toString(),
                    "there are " + file.shape()[0] + " labels, but " + pictures.size() + " pictures in `" + images
                            + "`");
        }
        int[] classes = file.classes(targets.get(0).classes());
        return new Examples(pictures.size(), List.of(pictures.arrays().get(0), classes), Map.of(), Map.of());
    }

    /** Pictures without classes. */
    public static Examples imagesOnly(Path images, Signature signature) throws IOException {
        List<InputSpec> inputs = signature.inputs();
        if (inputs.size() != 1 || inputs.get(0).element() != Element.FLOAT) {
            throw UserError.of("IDX pictures need a model with one input, of numbers; " + signature.model() + " has "
                    + names(inputs));
        }
        IdxFile file = read(images);
        int[] axes = Arrays.copyOfRange(file.shape(), 1, file.shape().length);
        int size = Arrays.stream(axes).reduce(1, Math::multiplyExact);
        if (size != inputs.get(0).size()) {
            throw UserError.at(
                    images.toString(),
                    "pictures of " + times(axes) + " are " + size + " numbers, but `"
                            + inputs.get(0).name() + "` takes " + inputs.get(0).size());
        }
        if (file.shape()[0] == 0) {
            throw UserError.at(images.toString(), "there is no picture in the file");
        }
        return new Examples(file.shape()[0], List.of(file.floats()), Map.of(), Map.of());
    }

    private static IdxFile read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw UserError.of("there is no data file `" + file + "`");
        }
        return IdxFile.read(file);
    }

    private static Optional<Path> find(Path folder, String name, String type) {
        return Stream.of("-", ".")
                .flatMap(separator -> Stream.of("", ".gz").map(packing -> name + separator + type + packing))
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static String times(int[] axes) {
        return IntStream.of(axes).mapToObj(Integer::toString).collect(Collectors.joining(" x "));
    }

    private static String names(List<InputSpec> slots) {
        return slots.stream().map(slot -> "`" + slot.name() + "`").collect(Collectors.joining(", "));
    }
}
