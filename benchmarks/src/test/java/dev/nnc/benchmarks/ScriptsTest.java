package dev.nnc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts that start the programs of this module: which options the virtual machine gets, and which the program. */
class ScriptsTest {
    private static final Path SCRIPTS = Path.of("").toAbsolutePath();
    private static final String ECHO = "#!/bin/sh\necho \"$*\"\n";

    @TempDir
    private Path home;

    private Path benchmarks;

    /** Lays out copies of the scripts beside a Java and a Python that say what they were asked, and a Maven that does nothing. */
    @BeforeEach
    void copyScripts() throws IOException {
        benchmarks = Files.createDirectories(home.resolve("benchmarks"));
        for (String script : List.of("common.sh", "run", "cold-start")) {
            Files.copy(SCRIPTS.resolve(script), benchmarks.resolve(script));
        }
        Files.createDirectories(benchmarks.resolve("target"));
        Files.writeString(benchmarks.resolve("target/class-path"), "runtime.jar\n");
        for (String tool : List.of("java", "python3")) {
            program(tool, ECHO);
        }
        program("mvn", "#!/bin/sh\n");
    }

    @Test
    void runGivesTheVirtualMachineOptionsForSpeedAndTheProgramItsOwn() throws Exception {
        List<String> lines = run("run", "--seconds", "0.2", "--in-turns", "mlp", "gru");
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .contains(" -XX:ObjectAlignmentInBytes=64 ")
                .endsWith(" dev.nnc.benchmarks.Run --threads 1 --seconds 0.2 --in-turns mlp");
        assertThat(lines.get(1)).endsWith(" gru");
    }

    @Test
    void coldStartTakesTheOptionsForAQuickStart() throws Exception {
        List<String> lines = run("cold-start", "1");
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .contains(" -XX:+UseSerialGC ", " dev.nnc.benchmarks.ColdStart ")
                .doesNotContain("ObjectAlignment");
        assertThat(lines.get(1)).contains("torch_cold_start.py");
    }

    private List<String> run(String script, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "" + benchmarks.resolve(script)));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        List.of("JAVA_HOME", "NNC_JAVA_OPTS", "PYTHON", "CORES").forEach(environment::remove);
        environment.compute("PATH", (name, path) -> home.resolve("bin") + ":" + path);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().toList();
    }

    private void program(String name, String script) throws IOException {
        Path program = Files.createDirectories(home.resolve("bin")).resolve(name);
        Files.writeString(program, script);
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }
}
