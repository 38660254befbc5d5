package dev.nnc.compiler.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.Compilation;
import dev.nnc.compiler.NnCompiler;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.diagnostics.Source;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The names that two models are kept from sharing are those of the classes that are written. */
class JavaClassesTest {
    private static final String NET = "model Net {\n    input x: float[4]\n    target t: float[1]\n"
            + "    y = x -> dense(1)\n    output y\n    loss mean_squared_error(y, t)\n}\n";

    @Test
    void everyWrittenClassIsKnown() {
        Compilation written = NnCompiler.compile(
                new Source("net.nn", NET), Options.forPackage("").withTests(true));
        List<String> suffixes = Stream.of(written.files(), written.tests())
                .flatMap(List::stream)
                .map(file -> file.path().replaceAll("^Net|\\.java$", ""))
                .toList();

        assertThat(suffixes).contains("", "Trainer", "Test");
        assertThat(JavaClasses.SUFFIXES).containsAll(suffixes);
    }
}
