package dev.nnc.runtime.safetensors;

import dev.nnc.runtime.safetensors.Safetensors.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** Writes a safetensors file, so that a reader sees the old file or the new one and never half of it. */
final class Writer {

    private static final int CHUNK_BYTES = 1 << 16;

    private final Safetensors contents;

    Writer(Safetensors contents) {
        this.contents = contents;
    }

    void write(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path temporary = absolute.resolveSibling(
                "." + absolute.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            writeAll(temporary);
            move(temporary, absolute);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void writeAll(Path file) throws IOException {
        byte[] header = header();
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer start = buffer(Long.BYTES + header.length);
            writeFully(channel, start.putLong(header.length).put(header).flip());
            for (Tensor tensor : contents.tensors().values()) {
                writeValues(channel, tensor.values());
            }
            channel.force(true);
        }
    }

    /** The header, padded with spaces so that the data begins at a multiple of 8 bytes. */
    private byte[] header() {
        StringBuilder json = new StringBuilder("{");
        if (!contents.metadata().isEmpty()) {
            json.append("\"__metadata__\":{");
            contents.metadata().forEach((key, value) -> {
                separate(json);
                Json.quote(key, json);
                json.append(':');
                Json.quote(value, json);
            });
            json.append('}');
        }
        long begin = 0;
        for (Map.Entry<String, Tensor> entry : contents.tensors().entrySet()) {
            separate(json);
            begin = describe(entry.getKey(), entry.getValue(), begin, json);
        }
        json.append('}');
        byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
        int padding = Math.floorMod(-bytes.length, 8);
        return (json + " ".repeat(padding)).getBytes(StandardCharsets.UTF_8);
    }

    private static void separate(StringBuilder json) {
        if (json.charAt(json.length() - 1) != '{') {
            json.append(',');
        }
    }

    /** Appends a tensor's entry; returns where the next one begins. */
    private static long describe(String name, Tensor tensor, long begin, StringBuilder json) {
        Dtype dtype = Dtype.of(tensor.values());
        long end = begin + (long) Dtype.length(tensor.values()) * dtype.bytes();
        Json.quote(name, json);
        json.append(":{\"dtype\":\"").append(dtype).append("\",\"shape\":[");
        for (int i = 0; i < tensor.shape().length; i++) {
            json.append(i == 0 ? "" : ",").append(tensor.shape()[i]);
        }
        json.append("],\"data_offsets\":[")
                .append(begin)
                .append(',')
                .append(end)
                .append("]}");
        return end;
    }

    private static void writeValues(FileChannel channel, Object values) throws IOException {
        int elementBytes = Dtype.of(values).bytes();
        int length = Dtype.length(values);
        ByteBuffer buffer = buffer(CHUNK_BYTES);
        int chunk = CHUNK_BYTES / elementBytes;
        for (int done = 0; done < length; done += chunk) {
            int count = Math.min(chunk, length - done);
            buffer.clear();
            Dtype.put(values, done, count, buffer);
            writeFully(channel, buffer.position(0).limit(count * elementBytes));
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
