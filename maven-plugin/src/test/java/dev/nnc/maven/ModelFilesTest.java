package dev.nnc.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which files are models, what package they go to, and what is said of those that cannot be read. */
class ModelFilesTest {
    @TempDir
    private Path folder;

    @Test
    void aModelsFolderIsItsPackage() throws Exception {
        write("mlp.nn");
        write("com/acme/deep.nn");

        List<ModelFile> models = find(Set.of(), Set.of());

        assertThat(models).extracting(ModelFile::name).containsExactly("com/acme/deep.nn", "mlp.nn");
        assertThat(models).extracting(ModelFile::packageName).containsExactly("com.acme", "");
        assertThat(models.get(0).shortName()).isEqualTo("deep.nn");
        assertThat(models.get(0).path()).isEqualTo(folder.resolve("com/acme/deep.nn"));
        assertThat(models.get(0).text()).isEqualTo("model é");
    }

    @Test
    void foldersAddToThePackageThatIsSet() throws Exception {
        write("mlp.nn");
        write("deep/net.nn");

        assertThat(new ModelFiles(folder, "com.acme", StandardCharsets.UTF_8).find(Set.of(), Set.of()))
                .extracting(ModelFile::packageName)
                .containsExactly("com.acme.deep", "com.acme");
    }

    @Test
    void anotherPackageIsAnotherDigest() throws Exception {
        write("mlp.nn");

        ModelFile other = new ModelFiles(folder, "com.acme", StandardCharsets.UTF_8)
                .find(Set.of(), Set.of())
                .get(0);
        assertThat(other.digest()).isNotEqualTo(find(Set.of(), Set.of()).get(0).digest());
    }

    @Test
    void aPackageThatIsNoNameIsAMistake() {
        assertThatThrownBy(
                        () -> new ModelFiles(folder, "com.my-models", StandardCharsets.UTF_8).find(Set.of(), Set.of()))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("packageName is `com.my-models`, which cannot name a package");
    }

    @Test
    void otherFilesAreNoModels() throws Exception {
        write("notes.txt");
        write("mlp.nn~");

        assertThat(find(Set.of(), Set.of())).isEmpty();
    }

    @Test
    void patternsSelect() throws Exception {
        write("a.nn");
        write("com/b.nn");
        write("com/draft/c.nn");

        assertThat(find(Set.of("com/**"), Set.of("**/draft/**")))
                .extracting(ModelFile::name)
                .containsExactly("com/b.nn");
    }

    @Test
    void noFolderIsNoModels() throws Exception {
        assertThat(new ModelFiles(folder.resolve("none"), "", StandardCharsets.UTF_8).find(Set.of(), Set.of()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"my-models", "class", "1st", "a.b"})
    void aFolderThatIsNoPackageIsAMistake(String part) throws IOException {
        write("com/" + part + "/mlp.nn");

        assertThatThrownBy(() -> find(Set.of(), Set.of()))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage(folder.resolve("com").resolve(part).resolve("mlp.nn")
                        + ": its folder is its Java package, but `" + part + "` cannot be part of a package name");
    }

    @Test
    void bytesThatAreNoTextAreAMistake() throws IOException {
        Files.write(folder.resolve("mlp.nn"), new byte[] {'m', (byte) 0xE9, 'x'});

        assertThatThrownBy(() -> find(Set.of(), Set.of()))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage(folder.resolve("mlp.nn")
                        + ": not text in UTF-8; save it in that encoding, or set the plugin's `encoding`");
    }

    private List<ModelFile> find(Set<String> includes, Set<String> excludes) throws IOException, MojoFailureException {
        return new ModelFiles(folder, "", StandardCharsets.UTF_8).find(includes, excludes);
    }

    private void write(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "model é");
    }
}
