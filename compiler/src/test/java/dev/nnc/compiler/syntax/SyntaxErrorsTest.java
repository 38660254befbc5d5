package dev.nnc.compiler.syntax;

import dev.nnc.compiler.diagnostics.ProblemRenderer;
import dev.nnc.compiler.diagnostics.Problems;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.compiler.golden.GoldenFiles;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The exact report of each kind of syntax error. */
class SyntaxErrorsTest {
    @TestFactory
    Stream<DynamicTest> reports() {
        return GoldenFiles.in("syntax", SyntaxErrorsTest::report);
    }

    private static String report(String text) {
        Problems problems = new Problems();
        Syntax.parse(new Source("model.nn", text), problems);
        return ProblemRenderer.render(problems.list());
    }
}
