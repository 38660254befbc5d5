package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Problems;
import dev.nnc.compiler.syntax.ast.ClassType;
import dev.nnc.compiler.syntax.ast.Classes;
import dev.nnc.compiler.syntax.ast.EntryDeclaration;
import dev.nnc.compiler.syntax.ast.Identifier;
import dev.nnc.compiler.syntax.ast.ModelDeclaration;
import dev.nnc.compiler.syntax.ast.OutputDeclaration;
import dev.nnc.compiler.syntax.ast.StateDeclaration;
import dev.nnc.compiler.syntax.ast.TargetDeclaration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks that no two classes of the generated code have one name, and that none hides another that it needs. */
final class JavaClasses {
    /** Classes of {@code java.lang} that generated code refers to; one of the same name beside or in it would hide them. */
    private static final Set<String> NEEDED = Set.of(
            "AutoCloseable",
            "Boolean",
            "Class",
            "Double",
            "Enum",
            "Exception",
            "Float",
            "Integer",
            "Iterable",
            "Long",
            "Math",
            "Object",
            "Override",
            "Record",
            "Runnable",
            "String",
            "StringBuilder",
            "System",
            "Thread",
            "Throwable");

    /** What stands behind a model's name in the names of its classes. */
    static final List<String> SUFFIXES = List.of(
            "",
            "Trainer",
            "Kernels",
            "VectorKernels",
            "ScalarKernels",
            "Tables",
            "Test",
            "AllocationTest",
            "Reference");

    /** The constant of every generated class; a class of this name within it could not be reached. */
    private static final String CONSTANT = "SIGNATURE";

    private final Map<String, Identifier> taken = new LinkedHashMap<>();
    private final Problems problems;

    private JavaClasses(Problems problems) {
        this.problems = problems;
    }

    /** Reports models of a file of which two would make the same class. */
    static void check(Collection<Identifier> models, Problems problems) {
        JavaClasses classes = new JavaClasses(problems);
        for (Identifier model : models) {
            SUFFIXES.stream()
                    .filter(suffix -> !classes.take(model.text() + suffix, model))
                    .findFirst();
        }
    }

    /** Reports targets and entries of a model whose classes, which are within its own, have a name that is not free. */
    static void check(ModelDeclaration model, Problems problems) {
        JavaClasses classes = new JavaClasses(problems);
        classes.rejectHiding(model.name().text(), model.name());
        classes.take(model.name().text(), model.name());
        Set<String> tied = model.statements(OutputDeclaration.class).stream()
                .flatMap(output -> output.of().stream())
                .map(Identifier::text)
                .collect(Collectors.toSet());
        for (TargetDeclaration target : model.statements(TargetDeclaration.class)) {
            boolean named = target.type() instanceof ClassType type && type.classes() instanceof Classes.Names;
            if (named && tied.contains(target.name().text())) {
                String type = camel(target.name());
                classes.rejectHiding(type, target.name());
                classes.take(type, target.name());
            }
        }
        for (EntryDeclaration entry : model.statements(EntryDeclaration.class)) {
            if (!entry.statements(StateDeclaration.class).isEmpty()) {
                classes.take(camel(entry.name()) + "State", entry.name());
            }
        }
    }

    private void rejectHiding(String type, Identifier name) {
        if (NEEDED.contains(type)) {
            String makes = type.equals(name.text()) ? "" : "makes the class `" + type + "`, which ";
            problems.add(Problem.error(
                    "hides-java", name.at(), "`" + name + "` " + makes + "hides the class of the same name in Java"));
        } else if (type.equals(CONSTANT)) {
            problems.add(Problem.error("hides-java", name.at(), "`" + name + "` hides the constant of every network"));
        }
    }

    /** Gives a class its name, or reports who has it; names that differ in case alone are one file on many disks. */
    private boolean take(String type, Identifier name) {
        Identifier first = taken.putIfAbsent(type.toLowerCase(Locale.ROOT), name);
        if (first != null) {
            problems.add(Problem.error(
                            "names-collide",
                            name.at(),
                            "`" + first + "` and `" + name + "` would both make the class `" + type + "` in Java")
                    .note(first.at(), "the other one is here"));
        }
        return first == null;
    }

    /** {@code so_far} as {@code SoFar}. */
    private static String camel(Identifier name) {
        return Arrays.stream(name.text().split("_+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }
}
