package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.CompilationFailed;
import dev.nnc.compiler.diagnostics.ProblemRenderer;
import dev.nnc.compiler.diagnostics.Problems;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.compiler.golden.GoldenFiles;
import dev.nnc.compiler.syntax.Syntax;
import dev.nnc.compiler.syntax.ast.Program;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What users are told about models that parse and mean nothing; a first line {@code // set NAME=TEXT} sets a parameter. */
class SemanticErrorsTest {
    private static final String SET = "// set ";

    @TestFactory
    Stream<DynamicTest> problems() {
        return GoldenFiles.in("semantic", SemanticErrorsTest::problemsOf);
    }

    private static String problemsOf(String text) {
        Problems problems = new Problems();
        Program program = Syntax.parse(new Source("model.nn", text), problems);
        problems.throwIfAny();
        List<String> models = Semantics.models(program);
        for (String model : models.isEmpty() ? List.of("Missing") : models) {
            try {
                Semantics.elaborate(program, model, settings(text), problems);
            } catch (CompilationFailed failed) {
                continue;
            }
        }
        return problems.list().isEmpty() ? "no problems" : ProblemRenderer.render(problems.list());
    }

    private static Map<String, String> settings(String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        text.lines().filter(line -> line.startsWith(SET)).forEach(line -> {
            String[] parts = line.substring(SET.length()).split("=", 2);
            settings.put(parts[0], parts[1]);
        });
        return settings;
    }
}
