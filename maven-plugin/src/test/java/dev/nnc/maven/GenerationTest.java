package dev.nnc.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.compiler.GeneratedFile;
import dev.nnc.compiler.Options.Flavour;
import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.maven.ModelCompiler.Compiled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests when models are compiled again and what is written and deleted, with a compiler that copies a model's text. */
class GenerationTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir
    private Path root;

    private Path sources;
    private Path output;
    private final List<String> compiled = new ArrayList<>();
    private Settings settings = settings("tool", false);

    @BeforeEach
    void twoModels() throws IOException {
        sources = root.resolve("nn");
        output = root.resolve("out");
        model("com/acme/a.nn", "text of a");
        model("b.nn", "text of b");
    }

    @Test
    void theFirstRunCompilesAndWritesEverything() throws Exception {
        Generation.Result result = run();

        assertThat(compiled).containsExactly("b.nn", "com/acme/a.nn");
        assertThat(result.written()).isEqualTo(2);
        assertThat(result.files()).containsExactly("b.java", "com/acme/a.java");
        assertThat(output.resolve("com/acme/a.java")).hasContent("text of a");
    }

    @Test
    void aSecondRunDoesNothingAndStillKnowsTheFiles() throws Exception {
        run();
        Generation.Result result = run();

        assertThat(compiled).isEmpty();
        assertThat(result.written()).isZero();
        assertThat(result.files()).containsExactly("b.java", "com/acme/a.java");
    }

    @Test
    void onlyAChangedModelIsCompiled() throws Exception {
        run();
        model("b.nn", "other text of b");
        run();

        assertThat(compiled).containsExactly("b.nn");
        assertThat(output.resolve("b.java")).hasContent("other text of b");
    }

    @Test
    void otherSettingsCompileEverything() throws Exception {
        run();
        settings = settings("newer tool", false);
        run();

        assertThat(compiled).containsExactly("b.nn", "com/acme/a.nn");
    }

    @Test
    void aFileWhoseBytesStayIsNotTouched() throws Exception {
        run();
        Files.setLastModifiedTime(output.resolve("b.java"), LONG_AGO);
        settings = settings("newer tool", false);
        Generation.Result result = run();

        assertThat(result.written()).isZero();
        assertThat(Files.getLastModifiedTime(output.resolve("b.java"))).isEqualTo(LONG_AGO);
    }

    @Test
    void aDeletedFileComesBack() throws Exception {
        run();
        Files.delete(output.resolve("b.java"));
        run();

        assertThat(compiled).containsExactly("b.nn");
        assertThat(output.resolve("b.java")).hasContent("text of b");
    }

    @Test
    void anEditedFileIsReplaced() throws Exception {
        run();
        Files.writeString(output.resolve("b.java"), "edited by hand");
        run();

        assertThat(compiled).containsExactly("b.nn");
        assertThat(output.resolve("b.java")).hasContent("text of b");
    }

    @Test
    void theFilesOfADeletedModelGoAndStrangersStay() throws Exception {
        run();
        Files.delete(sources.resolve("com/acme/a.nn"));
        Files.writeString(output.resolve("Own.java"), "written by the user");
        Generation.Result result = run();

        assertThat(compiled).isEmpty();
        assertThat(result.deleted()).isEqualTo(1);
        assertThat(output.resolve("com")).doesNotExist();
        assertThat(output.resolve("b.java")).exists();
        assertThat(output.resolve("Own.java")).hasContent("written by the user");
    }

    @Test
    void anErrorLeavesEverythingAsItWas() throws Exception {
        run();
        model("b.nn", "other text of b");
        model("com/acme/a.nn", "error");
        Generation.Result result = run();

        assertThat(result.compiled()).hasSize(2);
        assertThat(output.resolve("b.java")).hasContent("text of b");
        assertThat(output.resolve("com/acme/a.java")).hasContent("text of a");

        model("com/acme/a.nn", "mended");
        run();
        assertThat(compiled).containsExactly("b.nn", "com/acme/a.nn");
        assertThat(output.resolve("b.java")).hasContent("other text of b");
    }

    @Test
    void anErrorInAFirstRunWritesNothing() throws Exception {
        model("b.nn", "error");
        run();

        assertThat(output).doesNotExist();
    }

    @Test
    void aWarningStopsOnlyWhenItIsToFail() throws Exception {
        model("b.nn", "warning");
        settings = settings("tool", true);
        run();
        assertThat(output).doesNotExist();

        settings = settings("tool", false);
        run();
        assertThat(output.resolve("b.java")).hasContent("warning");
    }

    @Test
    void twoModelsMayNotGenerateOneFile() throws IOException {
        model("B.nn", "text of another b");

        assertThatThrownBy(this::run)
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("both B.nn and b.nn generate b.java: rename one's model");
        assertThat(output).doesNotExist();
    }

    @Test
    void aStateThatCannotBeReadIsNoState() throws Exception {
        run();
        Files.writeString(root.resolve("state.txt"), "nnc-maven-plugin state 1\nsettings\nsomething else\n");
        Generation.Result result = run();

        assertThat(compiled).containsExactly("b.nn", "com/acme/a.nn");
        assertThat(result.written()).isZero();
        run();
        assertThat(compiled).isEmpty();
    }

    private Generation.Result run() throws IOException, MojoFailureException {
        compiled.clear();
        List<ModelFile> models = new ModelFiles(sources, "", StandardCharsets.UTF_8).find(Set.of(), Set.of());
        return new Generation(settings, this::compile, output, root.resolve("state.txt")).run(models);
    }

    private Compiled compile(ModelFile model) {
        compiled.add(model.name());
        Source source = new Source(model.path().toString(), model.text());
        String path = model.name().replace(".nn", ".java");
        return switch (model.text()) {
            case "error" -> new Compiled(model, List.of(Problem.error("e", source.span(0, 5), "wrong")), List.of());
            case "warning" ->
                new Compiled(
                        model,
                        List.of(Problem.warning("w", source.span(0, 7), "odd")),
                        List.of(new GeneratedFile(path, model.text())));
            default -> new Compiled(model, List.of(), List.of(new GeneratedFile(path, model.text())));
        };
    }

    private void model(String name, String text) throws IOException {
        Path file = sources.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static Settings settings(String tool, boolean failOnWarning) {
        return new Settings(tool, "generate", Flavour.BOTH, Map.of(), false, "UTF-8", failOnWarning);
    }
}
