package dev.nnc.javac;

import java.util.Map;

/** Defines classes from class files in memory. */
final class MemoryClassLoader extends ClassLoader {
    private final Map<String, byte[]> classFiles;

    MemoryClassLoader(Map<String, byte[]> classFiles, ClassLoader parent) {
        super(parent);
        this.classFiles = classFiles;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classFiles.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }
}
