package dev.nnc.generated;

import dev.nnc.compiler.GeneratedFile;
import dev.nnc.runtime.Network;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Class files of models in memory; each loader of them is a set of classes of its own, with its own number of lanes. */
public final class CompiledModels {
    private static final String LANES = "nnc.lanes";

    private final Map<String, byte[]> classes;

    private CompiledModels(Map<String, byte[]> classes) {
        this.classes = classes;
    }

    /** Compiles Java to class files. */
    static CompiledModels of(List<GeneratedFile> java) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<String> options = List.of(
                "-proc:none",
                "-nowarn",
                "-classpath",
                System.getProperty("java.class.path"),
                "--add-modules",
                "jdk.incubator.vector");
        ClassFiles files = new ClassFiles(javac.getStandardFileManager(diagnostics, null, null));
        List<Text> sources = java.stream().map(Text::new).toList();
        if (!javac.getTask(null, files, diagnostics, options, null, sources).call()) {
            throw new AssertionError("the generated Java does not compile: " + diagnostics.getDiagnostics());
        }
        return new CompiledModels(files.bytes());
    }

    /** The models at the number of lanes that this machine prefers. */
    public Loaded load() {
        return new Loaded(classes, 0);
    }

    /** The models at 4, 8 or 16 lanes, whatever this machine has. */
    public Loaded load(int lanes) {
        return new Loaded(classes, lanes);
    }

    /** A set of classes. */
    public static final class Loaded extends ClassLoader {
        private final Map<String, byte[]> classes;
        private final int lanes;

        private Loaded(Map<String, byte[]> classes, int lanes) {
            super(CompiledModels.class.getClassLoader());
            this.classes = classes;
            this.lanes = lanes;
        }

        /** A network of a model, with weights drawn from a seed. */
        public Network create(String className, long seed) {
            if (lanes != 0) {
                System.setProperty(LANES, Integer.toString(lanes));
            }
            try {
                return (Network)
                        loadClass(className).getMethod("create", long.class).invoke(null, seed);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError("cannot make a network of " + className, e);
            } finally {
                System.clearProperty(LANES);
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    /** A generated file as javac reads it. */
    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(GeneratedFile file) {
            super(URI.create("memory:///" + file.path()), Kind.SOURCE);
            this.text = file.text();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** A class file as javac writes it. */
    private static final class Bytes extends SimpleJavaFileObject {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Bytes(String className) {
            super(URI.create("memory:///" + className.replace('.', '/') + Kind.CLASS.extension), Kind.CLASS);
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }
    }

    /** Keeps the class files that javac writes. */
    private static final class ClassFiles extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, Bytes> written = new TreeMap<>();

        ClassFiles(JavaFileManager manager) {
            super(manager);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return written.computeIfAbsent(className, Bytes::new);
        }

        Map<String, byte[]> bytes() {
            Map<String, byte[]> all = new TreeMap<>();
            written.forEach((name, file) -> all.put(name, file.bytes.toByteArray()));
            return all;
        }
    }
}
