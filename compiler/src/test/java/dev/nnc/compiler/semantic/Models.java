package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problems;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.ir.model.Weight;
import dev.nnc.compiler.syntax.Syntax;
import dev.nnc.compiler.syntax.ast.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Elaborated models for tests. */
final class Models {
    private static final Path RESOURCES = Path.of("src", "test", "resources");

    private Models() {}

    /** The only model of a text. */
    static Model of(String text, Map<String, String> parameters) {
        Problems problems = new Problems();
        Program program = Syntax.parse(new Source("model.nn", text), problems);
        problems.throwIfAny();
        return Semantics.elaborate(program, Semantics.models(program).get(0), parameters, problems);
    }

    /** The only model of a text of these lines. */
    static Model of(String... lines) {
        return of(String.join("\n", lines), Map.of());
    }

    /** An example by its path without the ending. */
    static Model example(String path) {
        return of(read(path), Map.of());
    }

    static String read(String path) {
        try {
            return Files.readString(RESOURCES.resolve(path + ".nn"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names and types of a model's weights. */
    static List<String> weights(Model model) {
        return model.weights().stream().map(Models::text).toList();
    }

    private static String text(Weight weight) {
        return weight.name() + " " + weight.type() + (weight.trainable() ? "" : " buffer");
    }
}
