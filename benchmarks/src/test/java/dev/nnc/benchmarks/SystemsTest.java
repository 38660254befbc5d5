package dev.nnc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that time the systems, and what is said of those that cannot be timed. */
class SystemsTest {
    @TempDir
    private Path folder;

    @Test
    void peersOfTheJvmThatAreNotBuiltAreMissing() throws IOException {
        Systems systems = new Systems(folder, "python3", 1, List.of());
        assertThat(systems.names()).contains("djl", "dl4j", "smile");
        assertThat(systems.names().stream().filter(name -> systems.missing(name).isPresent()))
                .containsExactly("djl", "dl4j", "smile");
        assertThat(systems.missing("djl"))
                .hasValueSatisfying(reason -> assertThat(reason).contains("benchmarks/jvm-peers"));
    }

    @Test
    void builtPeersOfTheJvmRunWithTheirOwnClassPathAndThreads() throws IOException {
        Path target = Files.createDirectories(folder.resolve("djl/target"));
        Files.writeString(target.resolve("class-path"), "djl.jar" + File.pathSeparator + "torch.jar\n");
        Systems systems = new Systems(folder, "python3", 2, List.of("--in-turns"));
        assertThat(systems.missing("djl")).isEmpty();
        assertThat(systems.command("djl", "mlp"))
                .startsWith("env", "LD_LIBRARY_PATH=" + target.resolve("natives"), "OMP_NUM_THREADS=2")
                .containsSubsequence(
                        "--add-modules=jdk.incubator.vector",
                        "-cp",
                        String.join(File.pathSeparator, "" + target.resolve("classes"), "djl.jar", "torch.jar"))
                .endsWith("dev.nnc.benchmarks.djl.Djl", "--threads", "2", "--in-turns", "mlp");
    }

    @Test
    void whatIsMissingIsAResultWithoutAWindow() {
        Contestant contestant = Contestant.missing("djl", "mlp", "not built");
        assertThat(contestant.isWaiting()).isFalse();
        assertThat(contestant.result().text("missing")).isEqualTo("not built");
    }
}
