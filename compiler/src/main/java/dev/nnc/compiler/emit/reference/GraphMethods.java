package dev.nnc.compiler.emit.reference;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.op.Scan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/** Graphs as methods: a statement for each value that has a name, in several methods where there are many. */
final class GraphMethods {
    static final TypeName VALUE = ClassName.get("", "Value");
    static final TypeName VALUES = ArrayTypeName.of(VALUE);

    /** A statement takes less than 100 bytecodes, and a method 4000. */
    private static final int STATEMENTS_PER_METHOD = 40;

    private static final Pattern WORD = Pattern.compile("\\w+");

    private final List<MethodSpec> methods = new ArrayList<>();
    private final Map<String, TypeName> shared = new TreeMap<>();
    private final List<String> java = new ArrayList<>();
    private final Map<Graph, String> bodies = new HashMap<>();
    private final Names names = new Names();
    private int places;

    /** All methods so far. */
    List<MethodSpec> methods() {
        return methods;
    }

    /** What one method hands to the next. */
    List<FieldSpec> fields() {
        return shared.entrySet().stream()
                .map(field -> FieldSpec.builder(field.getValue(), field.getKey(), Modifier.PRIVATE)
                        .build())
                .toList();
    }

    /** All expressions so far, which tell what loops are needed. */
    List<String> java() {
        return java;
    }

    /** A number that no other place has. */
    int nextPlace() {
        return places++;
    }

    /** A name that no other method has. */
    String name(String wanted) {
        return names.of(wanted);
    }

    /** Adds the method of a graph that makes its values at these nodes. */
    void add(String name, String javadoc, Graph graph, List<Integer> wanted) {
        add(name, javadoc, new GraphStatements(graph, wanted, Map.of(), this), false);
    }

    /** The method of a scan's sub-graph, which takes the values of its leaves in the order of the scan's inputs. */
    String body(Scan scan, int inputs) {
        String known = bodies.get(scan.body());
        if (known != null) {
            return known;
        }
        String name = names.of("step");
        bodies.put(scan.body(), name);
        Map<String, String> leaves = new HashMap<>();
        for (int i = 0; i < inputs; i++) {
            leaves.put(scan.leaf(i), "in[" + i + "]");
        }
        List<Integer> wanted =
                scan.body().results().stream().map(result -> result.node()).toList();
        add(name, "One step of a scan.", new GraphStatements(scan.body(), wanted, leaves, this), true);
        return name;
    }

    private void add(String name, String javadoc, GraphStatements graph, boolean takesLeaves) {
        List<GraphStatements.Statement> statements = graph.statements();
        String result = "new Value[] {" + String.join(", ", graph.results()) + "}";
        statements.forEach(statement -> java.add(statement.expression()));
        java.add(result);
        Set<String> crossing = crossing(statements, result);
        statements.stream()
                .filter(statement -> crossing.contains(statement.variable()))
                .forEach(statement -> shared.put(statement.variable(), statement.type()));
        MethodSpec.Builder method = method(name, javadoc, takesLeaves).returns(VALUES);
        List<MethodSpec> parts = new ArrayList<>();
        for (int from = 0; from < statements.size(); from += STATEMENTS_PER_METHOD) {
            int to = Math.min(from + STATEMENTS_PER_METHOD, statements.size());
            CodeBlock code = code(statements.subList(from, to), crossing);
            if (to == statements.size()) {
                method.addCode(code);
            } else {
                String part = name + (parts.size() + 1);
                parts.add(method(part, "Values of {@link #" + name + "}.", takesLeaves)
                        .addCode(code)
                        .build());
                method.addStatement("$L($L)", part, takesLeaves ? "in" : "");
            }
        }
        methods.add(method.addStatement("return $L", wrapped(result)).build());
        methods.addAll(parts);
    }

    private static MethodSpec.Builder method(String name, String javadoc, boolean takesLeaves) {
        MethodSpec.Builder method =
                MethodSpec.methodBuilder(name).addJavadoc("$L\n", javadoc).addModifiers(Modifier.PRIVATE);
        return takesLeaves ? method.addParameter(VALUES, "in") : method;
    }

    private static CodeBlock code(List<GraphStatements.Statement> statements, Set<String> crossing) {
        CodeBlock.Builder code = CodeBlock.builder();
        String place = "";
        for (GraphStatements.Statement statement : statements) {
            if (!statement.place().equals(place) && !statement.place().isEmpty()) {
                place = statement.place();
                code.add("// $L\n", place);
            }
            if (crossing.contains(statement.variable())) {
                code.addStatement("$L = $L", statement.variable(), wrapped(statement.expression()));
            } else {
                code.addStatement(
                        "$T $L = $L", statement.type(), statement.variable(), wrapped(statement.expression()));
            }
        }
        return code.build();
    }

    /** The variables that are read in another part than the one that sets them. */
    private static Set<String> crossing(List<GraphStatements.Statement> statements, String result) {
        Map<String, Integer> parts = new HashMap<>();
        Set<String> crossing = new HashSet<>();
        int last = (statements.size() - 1) / STATEMENTS_PER_METHOD;
        for (int i = 0; i < statements.size(); i++) {
            int part = i / STATEMENTS_PER_METHOD;
            addCrossing(statements.get(i).expression(), part, parts, crossing);
            parts.put(statements.get(i).variable(), part);
        }
        addCrossing(result, last, parts, crossing);
        return crossing;
    }

    private static void addCrossing(String expression, int part, Map<String, Integer> parts, Set<String> crossing) {
        WORD.matcher(expression).results().map(word -> word.group()).forEach(word -> {
            if (parts.getOrDefault(word, part) != part) {
                crossing.add(word);
            }
        });
    }

    /** An expression that may be broken behind its commas. */
    private static CodeBlock wrapped(String expression) {
        return CodeBlock.of(expression.replace("$", "$$").replace(", ", ",$W"));
    }
}
