package dev.nnc.compiler.semantic;

import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.diagnostics.Span;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.Standardization;
import dev.nnc.compiler.ir.model.Weight;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Initialiser;
import dev.nnc.compiler.semantic.builtin.Rate;
import dev.nnc.compiler.semantic.builtin.Rejection;
import dev.nnc.compiler.semantic.builtin.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

/** One call of a built-in: reads its arguments as their formals ask, and makes weights where the call stands. */
final class BuiltinCall implements Call {
    private final Evaluator evaluator;
    private final String name;
    private final List<Formal> formals;
    private final Map<String, List<Arguments.Given>> given;
    private final Span at;
    private final Context context;
    private final Map<String, Object> read = new HashMap<>();

    BuiltinCall(
            Evaluator evaluator,
            String name,
            List<Formal> formals,
            Map<String, List<Arguments.Given>> given,
            Span at,
            Context context) {
        this.evaluator = evaluator;
        this.name = name;
        this.formals = formals;
        this.given = given;
        this.at = at;
        this.context = context;
    }

    /** Reads every argument, so that a wrong one is reported whether the built-in asks for it or not. */
    void check() {
        for (Formal formal : formals) {
            List<Arguments.Given> arguments = given.get(formal.name());
            if (arguments != null && !isAxis(formal)) {
                ArgumentReader reader = new ArgumentReader(evaluator, name, formal, context);
                read.put(
                        formal.name(), formal.isVariadic() ? reader.readAll(arguments) : reader.read(arguments.get(0)));
            }
        }
        tensors().forEach(this::rejectMixing);
    }

    private static boolean isAxis(Formal formal) {
        return formal.kind() == Formal.Kind.AXIS || formal.kind() == Formal.Kind.AXES;
    }

    /** Nothing that depends on several examples may flow into a layer. */
    private void rejectMixing(Value value) {
        boolean layer = context.tracing().facts().library().layers().containsKey(name);
        if (layer && value.mixing().isPresent()) {
            throw new Rejection(Mixing.problem(value, at, "it reaches the layer `" + name + "` here"));
        }
    }

    /** The name under which its nodes are known. */
    String origin() {
        return context.site().nodes();
    }

    /** The tensors among the arguments, in order of the formals. */
    List<Value> tensors() {
        List<Value> values = new ArrayList<>();
        for (Formal formal : formals) {
            Object argument = read.get(formal.name());
            if (argument instanceof Value value) {
                values.add(value);
            } else if (argument instanceof List<?> list) {
                list.stream()
                        .filter(Value.class::isInstance)
                        .map(Value.class::cast)
                        .forEach(values::add);
            }
        }
        return values;
    }

    private Formal formal(String wanted) {
        return formals.stream()
                .filter(formal -> formal.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new CompilerBug("`" + name + "` has no formal " + wanted));
    }

    private <T> T argument(String wanted, Class<T> type) {
        Object found = read.getOrDefault(wanted, formal(wanted).fallback().orElse(null));
        if (type == Double.class && found instanceof Integer whole) {
            return type.cast(whole.doubleValue());
        }
        if (!type.isInstance(found)) {
            throw new CompilerBug("`" + name + "` asks for " + wanted + " as " + type + ", but it is " + found);
        }
        return type.cast(found);
    }

    @Override
    public GraphBuilder graph() {
        return context.tracing().graph();
    }

    @Override
    public boolean training() {
        return context.tracing().isTraining();
    }

    @Override
    public Span at() {
        return at;
    }

    @Override
    public Span at(String formal) {
        return given.containsKey(formal) ? given.get(formal).get(0).at() : at;
    }

    @Override
    public boolean has(String formal) {
        return given.containsKey(formal) || formal(formal).fallback().isPresent();
    }

    @Override
    public Value value(String formal) {
        return argument(formal, Value.class);
    }

    @Override
    public List<Value> values(String formal) {
        return list(formal, Value.class);
    }

    @Override
    public int integer(String formal) {
        return argument(formal, Integer.class);
    }

    @Override
    public List<Integer> sizes(String formal) {
        return list(formal, Integer.class);
    }

    @Override
    public List<Integer> integers(String formal) {
        Object found = argument(formal, Object.class);
        return found instanceof Integer one ? List.of(one) : list(formal, Integer.class);
    }

    @Override
    public boolean isWord(String formal) {
        return argument(formal, Object.class) instanceof String;
    }

    @Override
    public double number(String formal) {
        return argument(formal, Double.class);
    }

    @Override
    public List<Double> numbers(String formal) {
        return list(formal, Double.class);
    }

    private <T> List<T> list(String formal, Class<T> type) {
        List<?> elements = argument(formal, List.class);
        return elements.stream().map(type::cast).toList();
    }

    @Override
    public boolean flag(String formal) {
        return argument(formal, Boolean.class);
    }

    @Override
    public String word(String formal) {
        return argument(formal, String.class);
    }

    @Override
    public int axis(String formal, Value of) {
        List<Integer> axes = axes(formal, of);
        return axes.get(0);
    }

    @Override
    public List<Integer> axes(String formal, Value of) {
        if (given.containsKey(formal)) {
            return AxisArguments.indices(
                    evaluator, given.get(formal).get(0).expression().orElseThrow(), of, context);
        }
        Object fallback = formal(formal).fallback().orElseThrow();
        List<?> all = fallback instanceof List<?> list ? list : List.of(fallback);
        return all.stream()
                .map(axis -> AxisArguments.fallback((Integer) axis, of))
                .sorted()
                .toList();
    }

    @Override
    public Initialiser initial(String formal) {
        return argument(formal, Initialiser.class);
    }

    @Override
    public Rate rate(String formal) {
        return argument(formal, Rate.class);
    }

    Context context() {
        return context;
    }

    @Override
    public Value weight(String leaf, TensorType type, Initialiser initial, boolean trainable) {
        String home = context.site().path() + "." + leaf;
        String fullName = given.containsKey("name") ? named(word("name"), leaf) : home;
        return WeightMaking.make(this, home, fullName, type, initial, trainable);
    }

    /** A weight's name where the layer has one of its own; an empty one leaves the weight's alone. */
    private static String named(String name, String leaf) {
        return name.isEmpty() ? leaf : name + "." + leaf;
    }

    @Override
    public void update(String leaf, int seen, IntUnaryOperator next) {
        String home = context.site().path() + "." + leaf;
        Weight buffer = context.tracing().facts().weights().at(home).orElseThrow();
        context.tracing().update(buffer, seen, next);
    }

    @Override
    public Optional<Value> state(String leaf, TensorType type) {
        return context.tracing()
                .carried()
                .map(carried ->
                        Value.of(carried.before(context.tracing().graph(), stateName(leaf), type), type, leaf, at));
    }

    @Override
    public void carry(String leaf, int node) {
        context.tracing().carried().orElseThrow().after(stateName(leaf), node);
    }

    private String stateName(String leaf) {
        return context.site().path() + "." + leaf;
    }

    @Override
    public void noteSteps(int steps) {
        context.tracing().facts().noteSteps(context.site().path(), steps);
    }

    @Override
    public OptionalInt notedSteps() {
        return context.tracing().facts().notedSteps(context.site().path());
    }

    @Override
    public void fit(Optional<String> source, int axis, String meanLeaf, String deviationLeaf) {
        ModelFacts facts = context.tracing().facts();
        String home = context.site().path();
        Weight mean = facts.weights().at(home + "." + meanLeaf).orElseThrow();
        Weight deviation = facts.weights().at(home + "." + deviationLeaf).orElseThrow();
        Optional<Standardization> fit =
                source.map(input -> new Standardization(input, axis, mean.name(), deviation.name()));
        facts.fit(home, new FittedLayer(context.site().use().orElse(at), fit));
    }

    @Override
    public Call declared(String formal, Builtin<Value> layer, Value input) {
        SharedLayer shared = argument(formal, SharedLayer.class);
        Arguments.Given inflow = Arguments.Given.flowing(new Meaning.Tensor(input), input.at());
        return evaluator.callables().builtins().declared(shared, layer, inflow, at(formal), context);
    }

    @Override
    public int draw() {
        return context.tracing().facts().draw(context.site().draw(at));
    }

    @Override
    public Value result(int node) {
        TensorType type = graph().type(node);
        Value result = Value.of(node, type, name, at);
        Optional<Span> mixing = Optional.empty();
        for (Value value : tensors()) {
            mixing = mixing.or(value::mixing);
            if (value.type().hasBatch() && !type.hasBatch()) {
                mixing = mixing.or(() -> Optional.of(at));
            }
        }
        return result.withMixing(mixing);
    }
}
