package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.Problem;
import dev.nnc.compiler.diagnostics.Problems;
import dev.nnc.compiler.syntax.ast.EntryDeclaration;
import dev.nnc.compiler.syntax.ast.Identifier;
import dev.nnc.compiler.syntax.ast.InputDeclaration;
import dev.nnc.compiler.syntax.ast.ModelDeclaration;
import dev.nnc.compiler.syntax.ast.ModelStatement;
import dev.nnc.compiler.syntax.ast.OutputDeclaration;
import dev.nnc.compiler.syntax.ast.TargetDeclaration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Checks that the names that users of the generated code see can be names in Java, and do not collide there. */
final class JavaNames {
    private static final Set<String> KEYWORDS = Set.of(
            "abstract",
            "assert",
            "boolean",
            "break",
            "byte",
            "case",
            "catch",
            "char",
            "class",
            "const",
            "continue",
            "default",
            "do",
            "double",
            "else",
            "enum",
            "extends",
            "false",
            "final",
            "finally",
            "float",
            "for",
            "goto",
            "if",
            "implements",
            "import",
            "instanceof",
            "int",
            "interface",
            "long",
            "native",
            "new",
            "null",
            "package",
            "private",
            "protected",
            "public",
            "return",
            "short",
            "static",
            "strictfp",
            "super",
            "switch",
            "synchronized",
            "this",
            "throw",
            "throws",
            "transient",
            "true",
            "try",
            "void",
            "volatile",
            "while",
            "_");

    /** Methods that every generated class has. */
    private static final Set<String> METHODS = Set.of(
            "create",
            "load",
            "save",
            "predict",
            "close",
            "getClass",
            "hashCode",
            "equals",
            "toString",
            "notify",
            "notifyAll",
            "wait",
            "finalize",
            "clone");

    private final ModelDeclaration model;
    private final Problems problems;

    private JavaNames(ModelDeclaration model, Problems problems) {
        this.model = model;
        this.problems = problems;
    }

    /** Reports every name that does not work. */
    static void check(ModelDeclaration model, Problems problems) {
        JavaNames names = new JavaNames(model, problems);
        names.rejectKeyword(model.name());
        names.checkStatements();
        names.checkArguments();
    }

    private void checkStatements() {
        for (ModelStatement statement : model.statements()) {
            if (statement instanceof InputDeclaration input) {
                rejectKeyword(input.name());
            } else if (statement instanceof TargetDeclaration target) {
                rejectKeyword(target.name());
            } else if (statement instanceof OutputDeclaration output) {
                rejectKeyword(output.name());
            } else if (statement instanceof EntryDeclaration entry) {
                checkEntry(entry);
            }
        }
    }

    private void checkEntry(EntryDeclaration entry) {
        rejectKeyword(entry.name());
        if (METHODS.contains(entry.name().text())) {
            add("method-taken", entry.name(), "is the name of a method that every generated class has");
        }
        entry.inputs().forEach(input -> rejectKeyword(input.name()));
        entry.statements(OutputDeclaration.class).forEach(output -> rejectKeyword(output.name()));
    }

    /** Inputs, targets and outputs are arguments of one method. */
    private void checkArguments() {
        Map<String, Identifier> inputs = new HashMap<>();
        model.statements(InputDeclaration.class)
                .forEach(input -> inputs.put(input.name().text(), input.name()));
        model.statements(TargetDeclaration.class)
                .forEach(target -> inputs.put(target.name().text(), target.name()));
        for (OutputDeclaration output : model.statements(OutputDeclaration.class)) {
            Identifier other = inputs.get(output.name().text());
            if (other != null) {
                problems.add(Problem.error(
                                "names-collide",
                                output.name().at(),
                                "an output cannot have the name of an input or target: `" + output.name() + "`")
                        .note(other.at(), "that one is here"));
            }
        }
        Map<String, Identifier> entries = new HashMap<>();
        for (EntryDeclaration entry : model.statements(EntryDeclaration.class)) {
            Identifier other = entries.putIfAbsent(entry.name().text(), entry.name());
            if (other != null) {
                problems.add(Bodies.twice(entry.name(), other.at()).problem());
            }
        }
    }

    private void rejectKeyword(Identifier name) {
        if (KEYWORDS.contains(name.text())) {
            add("java-keyword", name, "is a keyword of Java, and cannot name anything in the generated code");
        }
    }

    private void add(String id, Identifier name, String why) {
        problems.add(Problem.error(id, name.at(), "`" + name + "` " + why));
    }
}
