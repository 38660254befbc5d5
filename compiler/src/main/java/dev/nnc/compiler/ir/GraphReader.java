package dev.nnc.compiler.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text form that {@link GraphPrinter} writes, for tests and dumps; where nodes come from is not read. */
public final class GraphReader {
    private static final Pattern HEAD = Pattern.compile("graph (\\S+) \\{");
    private static final Pattern NODE = Pattern.compile(
            "%(\\d+): (\\w+\\[[^\\]]*\\]) = (\\w+)(?:\\{(.*)\\})?((?: %\\d+,?)*)(?:  ; .*)?", Pattern.DOTALL);
    private static final Pattern RESULT = Pattern.compile("return (\\w+) (.*) = %(\\d+)");
    private static final Pattern LENGTH = Pattern.compile("(.+)<=(\\d+)");

    private final List<Node> nodes = new ArrayList<>();
    private final List<Result> results = new ArrayList<>();

    private GraphReader() {}

    /**
     * Reads a graph, and verifies it.
     *
     * @throws IllegalArgumentException with the line that is no part of a graph
     */
    public static Graph read(String text) {
        GraphReader reader = new GraphReader();
        List<String> statements = statements(text);
        Matcher head = HEAD.matcher(statements.get(0));
        if (!head.matches() || !statements.get(statements.size() - 1).equals("}")) {
            throw new IllegalArgumentException("no graph: " + statements.get(0));
        }
        statements.subList(1, statements.size() - 1).forEach(reader::statement);
        return Verifier.verify(new Graph(head.group(1), reader.nodes, reader.results));
    }

    /** Lines, those of a graph inside of a node joined to it. */
    private static List<String> statements(String text) {
        List<String> statements = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        int depth = 0;
        for (String line : text.strip().split("\n")) {
            open.append(depth > 0 ? "\n" : "").append(line.strip());
            boolean head = statements.isEmpty() || line.strip().equals("}") && depth == 0;
            depth += head ? 0 : balance(line);
            if (depth == 0) {
                statements.add(open.toString());
                open.setLength(0);
            }
        }
        return statements;
    }

    private static int balance(String line) {
        return (int) (line.chars().filter(at -> at == '{').count()
                - line.chars().filter(at -> at == '}').count());
    }

    private void statement(String statement) {
        Matcher node = NODE.matcher(statement);
        Matcher result = RESULT.matcher(statement);
        if (node.matches()) {
            node(node, statement);
        } else if (result.matches()) {
            Result.Kind kind = Result.Kind.valueOf(result.group(1).toUpperCase(Locale.ROOT));
            results.add(new Result(kind, result.group(2), Integer.parseInt(result.group(3))));
        } else {
            throw new IllegalArgumentException("neither a node nor a result: " + statement);
        }
    }

    private void node(Matcher node, String statement) {
        TensorType type = type(node.group(2));
        Op op = Ops.read(node.group(3), new Attributes(node.group(4) == null ? "" : node.group(4), type));
        if (op == null) {
            throw new IllegalArgumentException("no operator '" + node.group(3) + "': " + statement);
        }
        List<Integer> inputs = Arrays.stream(node.group(5).split("[ ,%]+"))
                .filter(id -> !id.isEmpty())
                .map(Integer::valueOf)
                .toList();
        nodes.add(new Node(Integer.parseInt(node.group(1)), op, inputs, type, Origin.NONE));
    }

    /** Reads a type such as {@code f32[b,T<=9,4]}. */
    static TensorType type(String text) {
        int open = text.indexOf('[');
        DType dtype = DType.valueOf(text.substring(0, open).toUpperCase(Locale.ROOT));
        List<Axis> axes = Arrays.stream(
                        text.substring(open + 1, text.length() - 1).split(","))
                .filter(axis -> !axis.isEmpty())
                .map(GraphReader::axis)
                .toList();
        return new TensorType(dtype, axes);
    }

    /** Reads an axis such as {@code b}, {@code T<=9} or {@code 4}. */
    static Axis axis(String text) {
        Matcher length = LENGTH.matcher(text);
        if (length.matches()) {
            return new Axis.Length(length.group(1), Integer.parseInt(length.group(2)));
        }
        return text.equals("b") ? Axis.BATCH : Axis.of(Integer.parseInt(text));
    }
}
