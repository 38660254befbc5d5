package dev.nnc.compiler.emit;

import dev.nnc.compiler.GeneratedFile;
import dev.nnc.javac.InMemoryJavac;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;

/** Java files, compiled in memory with every warning on, and a set of their classes. */
public final class CompiledCode {
    private static final List<String> OPTIONS = List.of(
            "-Xlint:all", "--add-modules", "jdk.incubator.vector", "-source", "17", "-target", "17", "-Xlint:-options");

    private final Map<String, byte[]> classFiles;
    private final ClassLoader classes;

    private CompiledCode(InMemoryJavac.Result result) {
        classFiles = result.classFiles();
        classes = result.load(CompiledCode.class.getClassLoader());
    }

    /** Compiles files; a warning, but for the one about the incubator module, is an error. */
    public static CompiledCode of(List<GeneratedFile> files) {
        Map<String, String> texts = files.stream().collect(Collectors.toMap(GeneratedFile::path, GeneratedFile::text));
        InMemoryJavac.Result result = InMemoryJavac.ofThisJdk().orElseThrow().compile(texts, OPTIONS);
        List<String> complaints = result.diagnostics().stream()
                .filter(CompiledCode::matters)
                .map(Object::toString)
                .toList();
        if (!result.compiled() || !complaints.isEmpty()) {
            throw new AssertionError(String.join("\n", complaints) + "\n" + files);
        }
        return new CompiledCode(result);
    }

    private static boolean matters(Diagnostic<?> diagnostic) {
        return !diagnostic.getMessage(Locale.ROOT).contains("incubator");
    }

    /** A class by its name. */
    public Class<?> loadClass(String name) throws ClassNotFoundException {
        return classes.loadClass(name);
    }

    /** The class files by class name. */
    Map<String, byte[]> classFiles() {
        return classFiles;
    }
}
