package dev.nnc.compiler.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The files of the whole repository, and what javac's parser says of the Java among them. */
final class Sources {
    private static final Set<String> SKIPPED = Set.of("target", "node_modules");

    /** A method with a body: where it stands and how many lines it takes from its signature to its last brace. */
    record Method(Path file, String name, int lines) {}

    /** A type that is not inside another, with its documentation comment or null. */
    record TopLevelType(Path file, String name, String javadoc) {}

    private final Path root;
    private final List<Path> files;
    private final List<Method> methods = new ArrayList<>();
    private final List<TopLevelType> types = new ArrayList<>();

    Sources() {
        this.root = findRoot();
        this.files = walk(root);
        parse(javaFiles().toList());
    }

    Path root() {
        return root;
    }

    /** Every file, hidden and built ones left out. */
    Stream<Path> files() {
        return files.stream();
    }

    Stream<Path> javaFiles() {
        return files().filter(file -> file.toString().endsWith(".java"));
    }

    Stream<Method> methods() {
        return methods.stream();
    }

    Stream<TopLevelType> types() {
        return types.stream();
    }

    String name(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path findRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("grammar"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static List<Path> walk(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().flatMap(Sources::expand).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> expand(Path path) {
        String name = path.getFileName().toString();
        if (!Files.isDirectory(path)) {
            return Stream.of(path);
        }
        return name.startsWith(".") || SKIPPED.contains(name) ? Stream.of() : walk(path).stream();
    }

    private void parse(List<Path> java) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(java));
            DocTrees trees = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                read(unit, trees);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(CompilationUnitTree unit, DocTrees trees) {
        Path file = Path.of(unit.getSourceFile().toUri());
        for (Tree type : unit.getTypeDecls()) {
            if (type instanceof ClassTree declared) {
                TreePath path = new TreePath(new TreePath(unit), type);
                types.add(new TopLevelType(file, declared.getSimpleName().toString(), trees.getDocComment(path)));
            }
        }
        new MethodReader(file, unit, trees.getSourcePositions()).scan(unit, null);
    }

    /** Collects the methods of one file. */
    private final class MethodReader extends TreeScanner<Void, Void> {
        private final Path file;
        private final CompilationUnitTree unit;
        private final SourcePositions positions;

        MethodReader(Path file, CompilationUnitTree unit, SourcePositions positions) {
            this.file = file;
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            long end = positions.getEndPosition(unit, method);
            if (method.getBody() != null && end >= 0) {
                LineMap lines = unit.getLineMap();
                long last = lines.getLineNumber(end);
                methods.add(new Method(file, method.getName().toString(), (int) (last - firstLine(method) + 1)));
            }
            return super.visitMethod(method, nothing);
        }

        private long firstLine(MethodTree method) {
            long modifiersEnd = positions.getEndPosition(unit, method.getModifiers());
            boolean annotated = !method.getModifiers().getAnnotations().isEmpty();
            long start = annotated ? modifiersEnd : positions.getStartPosition(unit, method);
            return unit.getLineMap().getLineNumber(start);
        }
    }
}
