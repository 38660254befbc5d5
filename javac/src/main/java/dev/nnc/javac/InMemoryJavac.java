package dev.nnc.javac;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** Compiles Java source with the {@code javac} of the running JDK; source and class files stay in memory. */
public final class InMemoryJavac {
    private final JavaCompiler javac;

    private InMemoryJavac(JavaCompiler javac) {
        this.javac = javac;
    }

    /** The compiler of the running JDK; none where only a Java runtime runs. */
    public static Optional<InMemoryJavac> ofThisJdk() {
        return Optional.ofNullable(ToolProvider.getSystemJavaCompiler()).map(InMemoryJavac::new);
    }

    /**
     * Compiles files that may use each other and what this JVM's class path holds. Annotation processors are not run.
     *
     * @param files source by path, relative to the source folder and with {@code /}: {@code com/acme/Mlp.java}
     * @param options further options as {@code javac} takes them on its command line
     */
    public Result compile(Map<String, String> files, List<String> options) {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        MemoryFiles memory = new MemoryFiles(javac.getStandardFileManager(diagnostics, Locale.ROOT, null));
        List<String> all = new ArrayList<>(List.of("-proc:none", "-classpath", System.getProperty("java.class.path")));
        all.addAll(options);
        boolean compiled = javac.getTask(null, memory, diagnostics, all, null, MemoryFiles.sources(files))
                .call();
        return new Result(compiled, diagnostics.getDiagnostics(), memory.classFiles());
    }

    /**
     * What came of a compilation.
     *
     * @param compiled whether there was no error
     * @param diagnostics what {@code javac} said, errors and warnings
     * @param classFiles class files by class name; those of all files only where there was no error
     */
    public record Result(
            boolean compiled, List<Diagnostic<? extends JavaFileObject>> diagnostics, Map<String, byte[]> classFiles) {

        /**
         * A new set of classes, apart from those of any other loader.
         *
         * @param parent sees what the classes use
         */
        public ClassLoader load(ClassLoader parent) {
            return new MemoryClassLoader(classFiles, parent);
        }
    }
}
