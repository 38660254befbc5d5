package dev.nnc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks in JVMs of their own, with the module and without, what is found and what is said. */
class VectorsTest {

    @Test
    void withoutTheModuleItWarnsOnceAndRefuses() throws Exception {
        assertThat(probe())
                .contains("available false")
                .containsOnlyOnce(
                        "Mlp runs without SIMD, many times slower: this JVM was not started with --add-modules jdk.incubator.vector")
                .contains("Mlp was compiled to SIMD code alone, which needs the Vector API: start the JVM with"
                        + " --add-modules jdk.incubator.vector, or compile the model with flavour = both");
    }

    @Test
    void withTheModuleItIsThere() throws Exception {
        assertThat(probe("--add-modules", "jdk.incubator.vector"))
                .contains("available true")
                .contains("nothing required");
    }

    @Test
    void thisJvmIsAskedTheSameWay() {
        if (Vectors.available()) {
            Vectors.require("Mlp");
        } else {
            assertThatThrownBy(() -> Vectors.require("Mlp"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(Vectors.FLAG);
        }
    }

    private static String probe(String... flags) throws IOException, InterruptedException, URISyntaxException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        command.add("-cp");
        command.add(location(Vectors.class) + System.getProperty("path.separator") + location(VectorsProbe.class));
        command.add(VectorsProbe.class.getName());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static Path location(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
