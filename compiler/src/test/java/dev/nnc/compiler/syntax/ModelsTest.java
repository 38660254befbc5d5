package dev.nnc.compiler.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.diagnostics.Problems;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.syntax.ast.ModelDeclaration;
import dev.nnc.compiler.syntax.ast.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example model parses, and its printed form reads back as the same tree. */
class ModelsTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources");

    static List<Path> models() throws IOException {
        try (Stream<Path> models = Files.list(RESOURCES.resolve("models"));
                Stream<Path> benches = Files.list(RESOURCES.resolve("bench-models"))) {
            return Stream.concat(models, benches).sorted().toList();
        }
    }

    @Test
    void allModelsAreThere() throws IOException {
        assertThat(models()).hasSize(26);
    }

    @ParameterizedTest
    @MethodSource("models")
    void parsesAndPrintsBack(Path file) throws IOException {
        Program program = parse(file.toString(), Files.readString(file));
        assertThat(program.declarations(ModelDeclaration.class)).hasSize(1);

        String printed = AstPrinter.print(program);
        Program again = parse("printed", printed);

        assertThat(again)
                .usingRecursiveComparison()
                .ignoringFieldsOfTypes(Span.class)
                .isEqualTo(program);
        assertThat(AstPrinter.print(again)).isEqualTo(printed);
    }

    private static Program parse(String name, String text) {
        Problems problems = new Problems();
        Program program = Syntax.parse(new Source(name, text), problems);
        problems.throwIfAny();
        return program;
    }
}
