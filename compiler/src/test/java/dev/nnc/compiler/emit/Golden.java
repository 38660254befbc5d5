package dev.nnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.nnc.compiler.GeneratedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Expected output that is kept in files; {@code -Dgolden.update=true} writes it anew, and fails. */
final class Golden {
    private static final Path FOLDER = Path.of("src", "test", "resources", "emitted");

    private Golden() {}

    static void check(String name, List<GeneratedFile> files) throws IOException {
        String actual = files.stream()
                .map(file -> "==== " + file.path() + "\n" + file.text())
                .collect(Collectors.joining());
        Path golden = FOLDER.resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(FOLDER);
            Files.writeString(golden, actual);
            fail("wrote %s", golden);
        }
        assertThat(actual).isEqualTo(Files.readString(golden));
    }
}
