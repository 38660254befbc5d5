package dev.nnc.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the launcher in a copy of the tree's outline, with a Maven and a Java that only say how they were called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final List<String> MODULES = List.of("grammar", "javac", "compiler", "runtime", "cli");

    @TempDir
    private Path root;

    private Path clone;
    private Path tools;
    private Path folder;
    private String javaHome;
    private String javaOptions = "";

    private record Run(int code, String out, String err) {}

    @BeforeEach
    void outline() throws Exception {
        clone = root.resolve("a clone");
        tools = Files.createDirectory(root.resolve("tools"));
        folder = Files.createDirectory(root.resolve("user's folder"));
        for (String module : MODULES) {
            file(clone.resolve(module).resolve("pom.xml"), "");
            file(clone.resolve(module).resolve("src/main/A.java"), "");
        }
        file(clone.resolve("pom.xml"), "");
        script(clone.resolve("nnc"), Files.readString(launcher()));
        maven("mkdir -p " + classFolders() + "; echo lib/a.jar > '" + clone + "/cli/target/launcher/class-path'");
        java("openjdk version \"17.0.1\" 2021-10-19");
        for (String each :
                List.of("sh", "sed", "head", "dirname", "readlink", "find", "cat", "mkdir", "rm", "mv", "sleep")) {
            script(tools.resolve(each), "#!/bin/sh\nexec " + which(each) + " \"$@\"\n");
        }
    }

    @Test
    void buildsOnceThenRunsInTheUsersFolder() throws Exception {
        Run first = nnc("train", "my model.nn");
        Run second = nnc("check");

        assertThat(first.err()).isEqualTo("building nnc, once ...\n");
        assertThat(first.out())
                .isEqualTo(folder + "|--add-modules=jdk.incubator.vector|-XX:Tier4MinInvocationThreshold=20|-cp|"
                        + clone + "/cli/target/classes:lib/a.jar|dev.nnc.cli.Main|train|my model.nn|\n");
        assertThat(second.err()).isEmpty();
        assertThat(second.out())
                .startsWith(folder + "|-XX:TieredStopAtLevel=1|-XX:+UseSerialGC|-cp|")
                .endsWith("|dev.nnc.cli.Main|check|\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "help", "--help", "--version", "train --help", "predict -h", "summary m.nn", "check m.nn"})
    void whatComputesNothingNeedsNoVectors(String arguments) throws Exception {
        assertThat(nnc(arguments.split(" ")).out())
                .contains("|-XX:TieredStopAtLevel=1|")
                .doesNotContain("vector");
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws Exception {
        nnc();
        touch(clone.resolve("compiler/src/main/A.java"));
        assertThat(nnc().err()).isEqualTo("building nnc, once ...\n");

        Files.delete(clone.resolve("runtime/src/main/A.java"));
        touch(clone.resolve("runtime/src/main"));
        assertThat(nnc().err()).isEqualTo("building nnc, once ...\n");
    }

    @Test
    void buildsAgainWhenTheCloneHasMoved() throws Exception {
        nnc();
        Path moved = root.resolve("moved");
        Files.move(clone, moved);
        clone = moved;
        maven("mkdir -p " + classFolders());

        assertThat(nnc().err()).isEqualTo("building nnc, once ...\n");
    }

    @Test
    void runsThroughLinks() throws Exception {
        Path link = Files.createSymbolicLink(root.resolve("link"), Path.of("a clone/nnc"));
        Path linkToLink = Files.createSymbolicLink(folder.resolve("nnc"), link);

        assertThat(run(linkToLink, List.of("check")).out()).contains(clone + "/cli/target/classes");
    }

    @Test
    void aBrokenBuildShowsWhatMavenSaid() throws Exception {
        maven("echo '[ERROR] it does not compile'; exit 1");

        Run run = nnc("check");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo("building nnc, once ...\n[ERROR] it does not compile\n"
                        + "nnc: the build failed; what Maven said is above\n");
        assertThat(clone.resolve("cli/target/launcher/lock")).doesNotExist();
    }

    @Test
    void saysThatMavenIsMissing() throws Exception {
        Files.delete(tools.resolve("mvn"));

        Run run = nnc("check");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("nnc: no mvn found: the first run builds the compiler and needs Maven 3.8.7 or later\n");
    }

    @Test
    void saysThatJavaIsMissing() throws Exception {
        Files.delete(tools.resolve("java"));

        assertThat(nnc().err()).isEqualTo("nnc: no java found: install a JDK, 17 or later, or set JAVA_HOME\n");
    }

    @Test
    void saysThatJavaIsTooOld() throws Exception {
        java("java version \"1.8.0_402\"");

        assertThat(nnc().err())
                .isEqualTo("nnc: JDK 17 or later is needed, but " + tools.resolve("java") + " is version 1\n");
    }

    @Test
    void javaHomeWins() throws Exception {
        javaHome = root.resolve("no jdk").toString();

        assertThat(nnc().err()).isEqualTo("nnc: JAVA_HOME is " + javaHome + ", but there is no bin/java in it\n");
    }

    @Test
    void theUsersOptionsHaveTheLastWord() throws Exception {
        javaOptions = "-Xmx1g -XX:TieredStopAtLevel=4";

        assertThat(nnc("check").out())
                .startsWith(folder + "|-XX:TieredStopAtLevel=1|-XX:+UseSerialGC|-Xmx1g|-XX:TieredStopAtLevel=4|-cp|");
    }

    private Run nnc(String... arguments) throws Exception {
        return run(clone.resolve("nnc"), List.of(arguments));
    }

    private Run run(Path nnc, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(nnc.toString()));
        command.addAll(arguments);
        Path out = root.resolve("out");
        Path err = root.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        if (javaHome != null) {
            builder.environment().put("JAVA_HOME", javaHome);
        }
        builder.environment().put("NNC_JAVA_OPTS", javaOptions);
        Process process = builder.start();
        process.getOutputStream().close();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private void maven(String body) throws IOException {
        script(tools.resolve("mvn"), "#!/bin/sh\n" + body + "\n");
    }

    private void java(String version) throws IOException {
        script(
                tools.resolve("java"),
                "#!/bin/sh\nif [ \"$1\" = -version ]; then echo '" + version + "' >&2; exit; fi\n"
                        + "printf '%s|' \"$PWD\" \"$@\"; echo\n");
    }

    private String classFolders() {
        return String.join(
                " ",
                MODULES.stream()
                        .map(module -> "'" + clone.resolve(module).resolve("target/classes") + "'")
                        .toList());
    }

    private static void script(Path path, String text) throws IOException {
        file(path, text);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void file(Path path, String text) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** Makes a file newer than everything that was written so far, however coarse the file system's clock is. */
    private static void touch(Path path) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(Instant.now().plusMillis(10)));
    }

    private static Path launcher() {
        Path up = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(up.resolve("nnc"))) {
            up = up.getParent();
        }
        return up.resolve("nnc");
    }

    private static Path which(String tool) throws Exception {
        Process process = new ProcessBuilder("/bin/sh", "-c", "command -v " + tool).start();
        String path = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Path.of(path.strip());
    }
}
