package dev.nnc.compiler.emit;

import dev.nnc.compiler.GeneratedFile;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Java files, compiled in memory with every warning on, and a class loader of their classes. */
public final class CompiledCode extends ClassLoader {
    private final Map<String, byte[]> classes;

    private CompiledCode(Map<String, byte[]> classes) {
        super(CompiledCode.class.getClassLoader());
        this.classes = classes;
    }

    /** Compiles files; a warning, but for the one about the incubator module, is an error. */
    public static CompiledCode of(List<GeneratedFile> files) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        StandardJavaFileManager standard = compiler.getStandardFileManager(found, Locale.ROOT, null);
        Output output = new Output(standard);
        List<String> options = List.of(
                "-Xlint:all",
                "--add-modules",
                "jdk.incubator.vector",
                "-source",
                "17",
                "-target",
                "17",
                "-Xlint:-options");
        List<JavaFileObject> sources = new ArrayList<>();
        files.forEach(file -> sources.add(new SourceText(file)));
        boolean compiled =
                compiler.getTask(null, output, found, options, null, sources).call();
        List<String> complaints = found.getDiagnostics().stream()
                .filter(CompiledCode::matters)
                .map(Object::toString)
                .toList();
        if (!compiled || !complaints.isEmpty()) {
            throw new AssertionError(String.join("\n", complaints) + "\n" + files);
        }
        return new CompiledCode(output.classes());
    }

    private static boolean matters(Diagnostic<?> diagnostic) {
        return !diagnostic.getMessage(Locale.ROOT).contains("incubator");
    }

    /** The class files by class name. */
    Map<String, byte[]> classFiles() {
        return classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    /** A generated file as javac reads it. */
    private static final class SourceText extends SimpleJavaFileObject {
        private final String text;

        SourceText(GeneratedFile file) {
            super(URI.create("string:///" + file.path()), Kind.SOURCE);
            this.text = file.text();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Keeps the class files that javac writes. */
    private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new TreeMap<>();

        Output(JavaFileManager manager) {
            super(manager);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, javax.tools.FileObject sibling) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            written.put(className, bytes);
            return new SimpleJavaFileObject(URI.create("bytes:///" + className), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }

        Map<String, byte[]> classes() {
            Map<String, byte[]> classes = new TreeMap<>();
            written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
            return classes;
        }
    }
}
