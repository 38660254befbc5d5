package dev.nnc.generated;

import dev.nnc.compiler.GeneratedFile;
import dev.nnc.javac.InMemoryJavac;
import dev.nnc.runtime.Network;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Class files of models in memory; each loader of them is a set of classes of its own, with its own number of lanes. */
public final class CompiledModels {
    private static final String LANES = "nnc.lanes";
    private static final List<String> OPTIONS = List.of("-nowarn", "--add-modules", "jdk.incubator.vector");

    private final InMemoryJavac.Result java;

    private CompiledModels(InMemoryJavac.Result java) {
        this.java = java;
    }

    /** Compiles Java to class files. */
    static CompiledModels of(List<GeneratedFile> java) {
        Map<String, String> texts = java.stream().collect(Collectors.toMap(GeneratedFile::path, GeneratedFile::text));
        InMemoryJavac.Result result = InMemoryJavac.ofThisJdk().orElseThrow().compile(texts, OPTIONS);
        if (!result.compiled()) {
            throw new AssertionError("the generated Java does not compile: " + result.diagnostics());
        }
        return new CompiledModels(result);
    }

    /** The models at the number of lanes that this machine prefers. */
    public Loaded load() {
        return load(0);
    }

    /** The models at 4, 8 or 16 lanes, whatever this machine has. */
    public Loaded load(int lanes) {
        return new Loaded(java.load(CompiledModels.class.getClassLoader()), lanes);
    }

    /** A set of classes. */
    public static final class Loaded {
        private final ClassLoader classes;
        private final int lanes;

        private Loaded(ClassLoader classes, int lanes) {
            this.classes = classes;
            this.lanes = lanes;
        }

        /** A network of a model, with weights drawn from a seed. */
        public Network create(String className, long seed) {
            if (lanes != 0) {
                System.setProperty(LANES, Integer.toString(lanes));
            }
            try {
                Class<?> network = classes.loadClass(className);
                return (Network) network.getMethod("create", long.class).invoke(null, seed);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError("cannot make a network of " + className, e);
            } finally {
                System.clearProperty(LANES);
            }
        }
    }
}
