package dev.nnc.javac;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/** Hands {@code javac} source from memory and keeps the class files that it writes; all else is read as usual. */
final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ClassFile> written = new TreeMap<>();

    MemoryFiles(JavaFileManager files) {
        super(files);
    }

    /** Source by path, as files. */
    static List<JavaFileObject> sources(Map<String, String> files) {
        return files.entrySet().stream()
                .<JavaFileObject>map(file -> new SourceFile(file.getKey(), file.getValue()))
                .toList();
    }

    /** What was written, by class name. */
    Map<String, byte[]> classFiles() {
        Map<String, byte[]> bytes = new TreeMap<>();
        written.forEach((name, file) -> bytes.put(name, file.bytes.toByteArray()));
        return bytes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
        return written.computeIfAbsent(className, ClassFile::new);
    }

    /** A source file in memory. */
    private static final class SourceFile extends SimpleJavaFileObject {
        private final String text;

        SourceFile(String path, String text) {
            super(URI.create("memory:///" + path), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** A class file in memory. */
    private static final class ClassFile extends SimpleJavaFileObject {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        ClassFile(String className) {
            super(URI.create("memory:///" + className.replace('.', '/') + Kind.CLASS.extension), Kind.CLASS);
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }
    }
}
