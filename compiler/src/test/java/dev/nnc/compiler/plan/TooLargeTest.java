package dev.nnc.compiler.plan;

import dev.nnc.compiler.Compilation;
import dev.nnc.compiler.NnCompiler;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.diagnostics.ProblemRenderer;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.compiler.golden.GoldenFiles;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What users are told about models that mean something and that no array has room for. */
class TooLargeTest {
    @TestFactory
    Stream<DynamicTest> problems() {
        return GoldenFiles.in("plan", TooLargeTest::problemsOf);
    }

    private static String problemsOf(String text) {
        Compilation compiled = NnCompiler.compile(new Source("model.nn", text), Options.forPackage(""));
        return compiled.problems().isEmpty() ? "no problems" : ProblemRenderer.render(compiled.problems());
    }
}
