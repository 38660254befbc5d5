package dev.nnc.compiler.semantic.library;

import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Initialiser;
import dev.nnc.compiler.semantic.builtin.Rate;
import dev.nnc.compiler.semantic.builtin.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

/** A call of a built-in with arguments that a test gives by name, as the elaborator would hand them over. */
final class SampleCall implements Call {
    private static final Span SOMEWHERE = new Source("sample.nn", "sample").span(0, 6);

    private final GraphBuilder graph;
    private final Map<String, Object> arguments = new HashMap<>();

    private SampleCall(GraphBuilder graph, Builtin<?> builtin, Object... namesAndValues) {
        this.graph = graph;
        for (Formal formal : builtin.formals()) {
            formal.fallback().ifPresent(value -> arguments.put(formal.name(), value));
        }
        for (int i = 0; i < namesAndValues.length; i += 2) {
            arguments.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
    }

    /**
     * Calls a built-in.
     *
     * @param namesAndValues names of formals, each with its argument; tensors are node ids
     */
    static <R> R call(GraphBuilder graph, Builtin<R> builtin, Object... namesAndValues) {
        return builtin.body().apply(new SampleCall(graph, builtin, namesAndValues));
    }

    /** The built-in of a name. */
    static <R> Builtin<R> named(List<Builtin<R>> builtins, String name) {
        return builtins.stream()
                .filter(builtin -> builtin.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no built-in " + name));
    }

    @Override
    public GraphBuilder graph() {
        return graph;
    }

    @Override
    public boolean training() {
        return true;
    }

    @Override
    public Span at() {
        return SOMEWHERE;
    }

    @Override
    public Span at(String formal) {
        return SOMEWHERE;
    }

    @Override
    public boolean has(String formal) {
        return arguments.containsKey(formal);
    }

    @Override
    public Value value(String formal) {
        Object argument = arguments.get(formal);
        if (argument instanceof Value value) {
            return value;
        }
        if (argument instanceof Double number) {
            return result(graph.constant(number, TensorType.f32()));
        }
        return result((Integer) argument);
    }

    @Override
    public List<Value> values(String formal) {
        List<Value> values = new ArrayList<>();
        for (Object node : (List<?>) arguments.get(formal)) {
            values.add(result((Integer) node));
        }
        return values;
    }

    @Override
    public int integer(String formal) {
        return (Integer) arguments.get(formal);
    }

    @Override
    public List<Integer> sizes(String formal) {
        return ((List<?>) arguments.get(formal))
                .stream().map(Integer.class::cast).toList();
    }

    @Override
    public List<Integer> integers(String formal) {
        return arguments.get(formal) instanceof Integer one ? List.of(one) : sizes(formal);
    }

    @Override
    public boolean isWord(String formal) {
        return arguments.get(formal) instanceof String;
    }

    @Override
    public double number(String formal) {
        return (Double) arguments.get(formal);
    }

    @Override
    public List<Double> numbers(String formal) {
        return ((List<?>) arguments.get(formal))
                .stream().map(Double.class::cast).toList();
    }

    @Override
    public boolean flag(String formal) {
        return (Boolean) arguments.get(formal);
    }

    @Override
    public String word(String formal) {
        return (String) arguments.get(formal);
    }

    @Override
    public int axis(String formal, Value of) {
        return axis((Integer) arguments.get(formal), of.type());
    }

    @Override
    public List<Integer> axes(String formal, Value of) {
        Object argument = arguments.get(formal);
        List<?> axes = argument instanceof List<?> list ? list : List.of(argument);
        return axes.stream()
                .map(axis -> axis((Integer) axis, of.type()))
                .sorted()
                .toList();
    }

    private static int axis(int axis, TensorType type) {
        return axis < 0 ? axis + type.rank() : axis + (type.hasBatch() ? 1 : 0);
    }

    @Override
    public Initialiser initial(String formal) {
        return (Initialiser) arguments.get(formal);
    }

    @Override
    public Rate rate(String formal) {
        return arguments.get(formal) instanceof Double number ? Rate.constant(number) : (Rate) arguments.get(formal);
    }

    @Override
    public Value weight(String leaf, TensorType type, Initialiser initial, boolean trainable) {
        throw new UnsupportedOperationException("nothing in the library has weights");
    }

    @Override
    public void update(String leaf, int seen, IntUnaryOperator next) {
        throw new UnsupportedOperationException("nothing in the library has buffers");
    }

    @Override
    public Optional<Value> state(String leaf, TensorType type) {
        return Optional.empty();
    }

    @Override
    public void carry(String leaf, int node) {
        throw new UnsupportedOperationException("nothing in the library has a state");
    }

    @Override
    public void noteSteps(int steps) {
        throw new UnsupportedOperationException();
    }

    @Override
    public OptionalInt notedSteps() {
        return OptionalInt.empty();
    }

    @Override
    public int draw() {
        return 0;
    }

    @Override
    public void fit(Optional<String> source, int axis, String meanLeaf, String deviationLeaf) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Call declared(String formal, Builtin<Value> layer, Value input) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Value result(int node) {
        return Value.of(node, graph.type(node), "sample", SOMEWHERE);
    }
}
