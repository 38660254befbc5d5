package dev.nnc.runtime.data;

import dev.nnc.runtime.InputSpec;
import dev.nnc.runtime.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Binary files of pictures as CIFAR has them: records of one label byte (CIFAR-10) or two (CIFAR-100: coarse and fine) and the
 * bytes of a picture, channel by channel. How many label bytes there are follows from the length of the files.
 */
public final class CifarFiles {

    private static final int MOST_LABELS = 2;

    private final Signature signature;
    private final InputSpec input;
    private final List<byte[]> pictures = new ArrayList<>();
    private final List<int[]> labels = new ArrayList<>();

    private CifarFiles(Signature signature) {
        this.signature = signature;
        this.input = signature.inputs().get(0);
    }

    /**
     * Reads files, one after another. A single target gets the last label byte; two targets get one each, in order.
     *
     * @throws DataException when a file does not hold whole records of this model's pictures, or an unknown class
     * @throws IllegalArgumentException when the model does not take pictures, see {@link PictureSource#fits}
     */
    public static PictureSource read(Signature signature, Path... files) throws IOException {
        PictureSource.checkKind(signature);
        CifarFiles reader = new CifarFiles(signature);
        for (Path file : files) {
            reader.read(file);
        }
        int[][] classes = new int[signature.targets().size()][];
        for (int t = 0; t < classes.length; t++) {
            int target = t;
            classes[t] = reader.labels.stream().mapToInt(l -> l[target]).toArray();
        }
        return PictureSource.of(signature, reader.pictures, classes);
    }

    private void read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length == 0) {
            throw new DataException(file.toString(), "the file is empty");
        }
        int labelBytes = labelBytes(file, bytes.length);
        int record = labelBytes + input.size();
        for (int start = 0; start < bytes.length; start += record) {
            labels.add(labels(file, bytes, start, labelBytes));
            pictures.add(Arrays.copyOfRange(bytes, start + labelBytes, start + record));
        }
    }

    private int labelBytes(Path file, int length) throws DataException {
        for (int labelBytes = 1; labelBytes <= MOST_LABELS; labelBytes++) {
            if (labelBytes >= signature.targets().size() && length % (labelBytes + input.size()) == 0) {
                return labelBytes;
            }
        }
        throw new DataException(
                file.toString(),
                "the file has " + length + " bytes, which are no whole records of 1 or 2 label bytes and the "
                        + input.size() + " bytes of `" + input.name() + "` " + Arrays.toString(input.shape())
                        + ": it is truncated, or of other pictures");
    }

    /** The class of each target. */
    private int[] labels(Path file, byte[] bytes, int start, int labelBytes) throws DataException {
        int[] classes = new int[signature.targets().size()];
        for (int t = 0; t < classes.length; t++) {
            InputSpec target = signature.targets().get(t);
            classes[t] = bytes[start + labelBytes - classes.length + t] & 0xFF;
            if (classes[t] >= target.classes()) {
                throw new DataException(
                        file.toString(),
                        "record " + start / (labelBytes + input.size()) + " is class " + classes[t]
                                + ", but the classes of `" + target.name() + "` are 0 to " + (target.classes() - 1));
            }
        }
        return classes;
    }
}
