package dev.nnc.cli.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes files so that each is there whole or not at all: to a temporary file beside it, which then takes its place. */
public final class WholeFiles {
    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Writer {
        /** Writes to this file, which is empty. */
        void write(Path file) throws IOException;
    }

    private WholeFiles() {}

    /** Writes one file; its folder is made if it is missing. */
    public static void write(Path file, Writer writer) throws IOException {
        Path temporary = temporary(file);
        try {
            writer.write(temporary);
            move(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Writes texts; none takes its place before all are written. */
    public static void write(Map<Path, String> texts) throws IOException {
        Map<Path, Path> temporaries = new LinkedHashMap<>();
        try {
            for (Map.Entry<Path, String> text : texts.entrySet()) {
                Path temporary = temporary(text.getKey());
                temporaries.put(text.getKey(), temporary);
                Files.writeString(temporary, text.getValue());
            }
            for (Map.Entry<Path, Path> written : temporaries.entrySet()) {
                move(written.getValue(), written.getKey());
            }
        } finally {
            for (Path temporary : temporaries.values()) {
                Files.deleteIfExists(temporary);
            }
        }
    }

    private static Path temporary(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "this is a folder, not a file to write");
        }
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        // Not createTempFile: its files can be read by their owner alone.
        return folder.resolve(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    }

    private static void move(Path temporary, Path file) throws IOException {
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
