package dev.nnc.cli.model;

import dev.nnc.cli.console.UserError;
import dev.nnc.compiler.diagnostics.Source;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a {@code .nn} file. */
public final class NnFile {
    private static final String EXTENSION = ".nn";

    private NnFile() {}

    /** The text of a file, under the path as the user gave it. */
    public static Source read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw UserError.of(Files.exists(file) ? "`" + file + "` is not a file" : "there is no file `" + file + "`");
        }
        try {
            return new Source(file.toString(), Files.readString(file));
        } catch (CharacterCodingException wrongEncoding) {
            throw UserError.at(file.toString(), "the text is not UTF-8");
        }
    }

    /** The name of a file without its folder and {@code .nn}: what files made from it are called. */
    public static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(EXTENSION) ? name.substring(0, name.length() - EXTENSION.length()) : name;
    }
}
