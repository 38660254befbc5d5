package dev.nnc.cli.model;

import dev.nnc.cli.console.UserError;
import dev.nnc.compiler.GeneratedFile;
import dev.nnc.javac.InMemoryJavac;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Compiles generated Java in memory and loads it. */
final class JavaCompilation {
    private JavaCompilation() {}

    /**
     * The classes of these files.
     *
     * @param vector whether they use the Vector API
     */
    static ClassLoader load(List<GeneratedFile> files, boolean vector) {
        InMemoryJavac javac = InMemoryJavac.ofThisJdk()
                .orElseThrow(() -> UserError.of(
                        "this needs a JDK: the Java runtime in " + System.getProperty("java.home") + " has no compiler",
                        "install a JDK, 17 or later, and set JAVA_HOME to its folder"));
        List<String> options = new ArrayList<>(List.of("-nowarn", "-g"));
        if (vector) {
            options.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        }
        Map<String, String> texts = files.stream().collect(Collectors.toMap(GeneratedFile::path, GeneratedFile::text));
        InMemoryJavac.Result result = javac.compile(texts, options);
        if (!result.compiled()) {
            throw new IllegalStateException("the generated Java does not compile: " + result.diagnostics());
        }
        return result.load(JavaCompilation.class.getClassLoader());
    }
}
