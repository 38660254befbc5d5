package dev.nnc.runtime.safetensors;

import dev.nnc.runtime.safetensors.Safetensors.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads a safetensors file, trusting nothing in it. */
final class Reader {

    private static final int LENGTH_BYTES = 8;

    /** What the reference implementation accepts. */
    private static final long MAX_HEADER_BYTES = 100_000_000;

    private static final int CHUNK_BYTES = 1 << 16;

    private final Path file;

    Reader(Path file) {
        this.file = file;
    }

    Safetensors read() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long headerBytes = headerBytes(channel);
            long dataStart = LENGTH_BYTES + headerBytes;
            Header header = header(channel, (int) headerBytes, channel.size() - dataStart);
            Safetensors contents = new Safetensors();
            contents.metadata().putAll(header.metadata());
            for (Header.Entry entry : header.entries()) {
                contents.tensors().put(entry.name(), tensor(channel, dataStart, entry));
            }
            return contents;
        }
    }

    private long headerBytes(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < LENGTH_BYTES) {
            throw broken("it begins with 8 bytes of header length, but has " + size + " in all");
        }
        long bytes = bytes(channel, 0, LENGTH_BYTES).getLong();
        if (bytes < 0 || bytes > MAX_HEADER_BYTES || bytes > size - LENGTH_BYTES) {
            throw broken("its first 8 bytes announce a header of " + Long.toUnsignedString(bytes) + " bytes, but "
                    + (size - LENGTH_BYTES) + " follow");
        }
        return bytes;
    }

    private Header header(FileChannel channel, int headerBytes, long dataBytes) throws IOException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(bytes(channel, LENGTH_BYTES, headerBytes))
                    .toString();
            return Header.of(Json.parse(text), dataBytes);
        } catch (CharacterCodingException e) {
            throw broken("its header is not UTF-8");
        } catch (Json.Malformed e) {
            throw broken("in its header, " + e.getMessage());
        }
    }

    private Tensor tensor(FileChannel channel, long dataStart, Header.Entry entry) throws IOException {
        Object values = entry.dtype().newArray(entry.length());
        int elementBytes = entry.dtype().bytes();
        int chunk = CHUNK_BYTES / elementBytes;
        for (int done = 0; done < entry.length(); done += chunk) {
            int count = Math.min(chunk, entry.length() - done);
            long position = dataStart + entry.begin() + (long) done * elementBytes;
            Dtype.get(bytes(channel, position, count * elementBytes), values, done);
        }
        return new Tensor(entry.shape(), values);
    }

    private ByteBuffer bytes(FileChannel channel, long position, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw broken("it became shorter while it was read");
            }
        }
        return buffer.flip();
    }

    private SafetensorsException broken(String problem) {
        return new SafetensorsException(file + " is no safetensors file, or a broken one: " + problem);
    }
}
