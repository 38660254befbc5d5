package dev.nnc.compiler.syntax;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Problems;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.compiler.syntax.ast.BlockDeclaration;
import dev.nnc.compiler.syntax.ast.Expression;
import dev.nnc.compiler.syntax.ast.ModelDeclaration;
import dev.nnc.compiler.syntax.ast.ModelStatement;
import dev.nnc.compiler.syntax.ast.Program;
import java.util.List;

/** Short ways to parse in tests. */
final class Parsing {
    private Parsing() {}

    /** The tree of a text that has no errors. */
    static Program program(String text) {
        Problems problems = new Problems();
        Program program = Syntax.parse(new Source("model.nn", text), problems);
        problems.throwIfAny();
        return program;
    }

    static List<Problem> problems(String text) {
        Problems problems = new Problems();
        Syntax.parse(new Source("model.nn", text), problems);
        return problems.list();
    }

    /** The statements of a model with these lines. */
    static List<ModelStatement> model(String... lines) {
        String text = "model A {\n" + String.join("\n", lines) + "\n}\n";
        return program(text).declarations(ModelDeclaration.class).get(0).statements();
    }

    /** The result of a block with this text between its braces. */
    static Expression result(String text) {
        Program program = program("block A {" + text + "}");
        return program.declarations(BlockDeclaration.class).get(0).body().result();
    }

    /** The tree of an expression with every operation in brackets. */
    static String grouped(String text) {
        return Grouping.of(result(text));
    }
}
