package dev.nnc.compiler;

import dev.nnc.compiler.diagnostics.Problems;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.loops.ModelGraphs;
import dev.nnc.compiler.semantic.Semantics;
import dev.nnc.compiler.syntax.Syntax;
import dev.nnc.compiler.syntax.ast.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The compiler's line up to what is lowered, for tests behind it. */
public final class GraphsOfModels {
    private GraphsOfModels() {}

    /** All models of a file. */
    public static List<Model> read(Path file) throws IOException {
        return read(file.getFileName().toString(), Files.readString(file));
    }

    /** All models of the text of a file. */
    public static List<Model> read(String file, String text) {
        Problems problems = new Problems();
        Program program = Syntax.parse(new Source(file, text), problems);
        problems.throwIfAny();
        return Semantics.models(program).stream()
                .map(name -> Semantics.elaborate(program, name, Map.of(), problems))
                .toList();
    }

    /** The graphs of a model's programs. */
    public static ModelGraphs of(Model model) {
        return new ProgramGraphs(false).of(model);
    }
}
