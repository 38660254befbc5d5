package dev.nnc.compiler.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No golden file lies where no test reads it. */
class GoldenFoldersTest {
    private static final Path TESTS = Path.of("src", "test", "java");

    @Test
    void everyFolderIsReadByATest() throws IOException {
        StringBuilder sources = new StringBuilder();
        try (Stream<Path> files = Files.walk(TESTS)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
                sources.append(Files.readString(file));
            }
        }
        List<Path> folders = GoldenFiles.list(GoldenFiles.ROOT);
        assertThat(folders).isNotEmpty().allSatisfy(folder -> {
            assertThat(folder).isDirectory();
            assertThat(sources).contains("GoldenFiles.in(\"" + folder.getFileName() + "\"");
        });
    }
}
