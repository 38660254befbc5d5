package dev.nnc.runtime.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * An IDX file (the format of MNIST) of unsigned bytes, plain or gzipped: two zero bytes, the type, the number of axes, the size
 * of each axis in four big-endian bytes, and the data in row-major order.
 */
public final class IdxFile {

    private static final int UNSIGNED_BYTE = 0x08;
    private static final int GZIP_MAGIC = 0x1f8b;

    private final Path path;
    private final int[] shape;
    private final byte[] bytes;

    private IdxFile(Path path, int[] shape, byte[] bytes) {
        this.path = path;
        this.shape = shape;
        this.bytes = bytes;
    }

    /**
     * Reads a file.
     *
     * @throws DataException when it is no such file, or broken
     */
    public static IdxFile read(Path path) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
                DataInputStream content =
                        new DataInputStream(isGzip(file) ? new GZIPInputStream(file, 1 << 16) : file)) {
            return read(path, content);
        } catch (ZipException e) {
            throw new DataException(path + " is no whole gzip file: " + e.getMessage());
        } catch (EOFException e) {
            throw new DataException(path + " is truncated: its gzip data ends too early");
        }
    }

    private static boolean isGzip(InputStream file) throws IOException {
        file.mark(2);
        int magic = file.read() << 8 | file.read();
        file.reset();
        return magic == GZIP_MAGIC;
    }

    private static IdxFile read(Path path, DataInputStream in) throws IOException {
        byte[] magic = in.readNBytes(4);
        if (magic.length == 0) {
            throw new DataException(path + " is empty");
        }
        if (magic.length < 4 || magic[0] != 0 || magic[1] != 0 || magic[3] == 0) {
            throw new DataException(path + " is no IDX file: it begins with " + hex(magic)
                    + ", expected 00 00, the type and the number of axes");
        }
        if (magic[2] != UNSIGNED_BYTE) {
            throw new DataException(
                    path + " holds elements of type " + hex(magic[2]) + "; only unsigned bytes (08) are read");
        }
        int[] shape = shape(path, in, magic[3] & 0xFF);
        return new IdxFile(path, shape, data(path, in, shape));
    }

    private static int[] shape(Path path, DataInputStream in, int axes) throws IOException {
        byte[] sizes = in.readNBytes(4 * axes);
        if (sizes.length < 4 * axes) {
            throw new DataException(path + " is truncated: its header of " + axes + " axes needs " + (4 + 4 * axes)
                    + " bytes, found " + (4 + sizes.length));
        }
        int[] shape = new int[axes];
        long elements = 1;
        for (int i = 0; i < axes; i++) {
            shape[i] = ByteBuffer.wrap(sizes).getInt(4 * i);
            if (shape[i] <= 0) {
                throw new DataException(path + " has an axis of " + Integer.toUnsignedString(shape[i])
                        + "; expected 1 to " + Integer.MAX_VALUE);
            }
            elements *= shape[i];
            if (elements > Integer.MAX_VALUE - 8) {
                throw new DataException(path + " of " + product(shape, i + 1) + " is larger than an array");
            }
        }
        return shape;
    }

    private static byte[] data(Path path, DataInputStream in, int[] shape) throws IOException {
        int length = 1;
        for (int axis : shape) {
            length *= axis;
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new DataException(path + " is truncated: " + product(shape, shape.length) + " needs " + length
                    + " bytes of data, found " + bytes.length);
        }
        if (in.read() >= 0) {
            throw new DataException(
                    path + " goes on after the " + length + " bytes of " + product(shape, shape.length));
        }
        return bytes;
    }

    private static String product(int[] shape, int axes) {
        return String.join(
                " x ", Arrays.stream(shape, 0, axes).mapToObj(Integer::toString).toList());
    }

    private static String hex(byte... bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }

    /** The file. */
    public Path path() {
        return path;
    }

    /** The sizes of its axes; the first counts the examples. */
    public int[] shape() {
        return shape.clone();
    }

    /** How many examples it has. */
    public int count() {
        return shape[0];
    }

    /** How many bytes one example has. */
    public int exampleSize() {
        return bytes.length / shape[0];
    }

    /** One byte, from 0 to 255. */
    int value(int index) {
        return bytes[index] & 0xFF;
    }

    /** The shape of an example, for messages. */
    String describeExample() {
        return shape.length == 1 ? "1" : product(Arrays.copyOfRange(shape, 1, shape.length), shape.length - 1);
    }
}
