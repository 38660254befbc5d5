package dev.nnc.compiler.loops.lower;

import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.op.Compare.Relation;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Exprs;
import dev.nnc.compiler.loops.kernel.Kernel;
import dev.nnc.compiler.loops.kernel.Stmt;
import dev.nnc.compiler.loops.kernel.Type;
import dev.nnc.compiler.loops.math.Loops;
import dev.nnc.compiler.loops.program.Scalar;
import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.plan.Place;
import dev.nnc.compiler.plan.Space;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A kernel that grows: its parameters with the arguments that a program passes for them, and its statements. */
final class KernelBuilder implements Loops {
    private final Names names;
    private final List<Kernel.Parameter> parameters;
    private final List<Step.Argument> arguments;
    private final Map<Object, String> known;
    private final Set<String> used = new HashSet<>();
    private final Deque<List<Stmt>> blocks = new ArrayDeque<>();

    KernelBuilder() {
        names = new Names("from", "to", "left", "right", "count", "key0", "key1");
        parameters = new ArrayList<>();
        arguments = new ArrayList<>();
        known = new LinkedHashMap<>();
        blocks.push(new ArrayList<>());
    }

    private KernelBuilder(KernelBuilder caller) {
        names = caller.names;
        parameters = caller.parameters;
        arguments = caller.arguments;
        known = caller.known;
        blocks.push(new ArrayList<>());
    }

    /** A kernel that this one calls, handing on parameters of its own; it has those that it uses. */
    KernelBuilder callee() {
        return new KernelBuilder(this);
    }

    /** An array that a parameter brings, and the local that says where the value starts in it. */
    record Array(String name, Expr start) {}

    /** The array of a place; the same parameter whenever the place is the same. */
    Array array(Place place, String hint) {
        Step.Argument.Place argument = new Step.Argument.Place(place.space(), place.offset(), place.perStep());
        String name = known.computeIfAbsent(argument, key -> {
            String fresh = names.freshArray(hint);
            boolean ids = place.layout().type().dtype() == DType.I32 && place.space() instanceof Space.Input;
            parameters.add(new Kernel.Parameter(ids ? Kernel.Kind.IDS : Kernel.Kind.FLOATS, fresh));
            parameters.add(new Kernel.Parameter(Kernel.Kind.INT, fresh + "At"));
            arguments.add(argument);
            return fresh;
        });
        used.add(name);
        used.add(name + "At");
        return new Array(name, Exprs.index(name + "At"));
    }

    /** A number of rank 0 as a parameter. */
    Expr scalar(Scalar value, String hint) {
        String name = known.computeIfAbsent(value, key -> {
            parameters.add(new Kernel.Parameter(Kernel.Kind.FLOAT, names.fresh(hint)));
            arguments.add(new Step.Argument.Value(value));
            return parameters.get(parameters.size() - 1).name();
        });
        used.add(name);
        return new Expr.Local(name, Type.FLOAT);
    }

    /** The number of examples, as a parameter. */
    Expr count() {
        known.computeIfAbsent("count", key -> {
            parameters.add(new Kernel.Parameter(Kernel.Kind.INT, "count"));
            arguments.add(new Step.Argument.BatchCount());
            return "count";
        });
        used.add("count");
        return Exprs.index("count");
    }

    /**
     * Sets an example to 0: so many floats, rounded up to whole vectors where they have the room. One of a single element lies
     * beside those of other examples, which a vector would clear too.
     */
    void clear(Array array, Expr start, int floats) {
        if (floats == 1) {
            store(array, start, Exprs.number(0.0));
            return;
        }
        Expr zeros = Exprs.lanes(Exprs.number(0.0));
        loop("i", Exprs.whole(0), Exprs.whole(floats), Exprs.LANES, i -> store(array, Exprs.plus(start, i), zeros));
    }

    /** The two words of the key of random draws, as parameters. */
    Expr[] randomKey() {
        known.computeIfAbsent("key", key -> {
            parameters.add(new Kernel.Parameter(Kernel.Kind.INT, "key0"));
            parameters.add(new Kernel.Parameter(Kernel.Kind.INT, "key1"));
            arguments.add(new Step.Argument.RandomKey());
            return "key";
        });
        used.addAll(List.of("key0", "key1"));
        return new Expr[] {Exprs.index("key0"), Exprs.index("key1")};
    }

    @Override
    public Expr let(String name, Expr value) {
        if (value instanceof Expr.Local || value instanceof Expr.FloatLiteral) {
            return value;
        }
        String fresh = names.fresh(name);
        add(new Stmt.Let(fresh, value));
        return new Expr.Local(fresh, value.type());
    }

    @Override
    public Expr.Local var(String name, Expr value) {
        String fresh = names.fresh(name);
        add(new Stmt.Var(fresh, value));
        return new Expr.Local(fresh, value.type());
    }

    @Override
    public void assign(Expr.Local local, Expr value) {
        add(new Stmt.Assign(local.name(), value));
    }

    void store(Array array, Expr offset, Expr value) {
        add(new Stmt.Store(array.name(), Exprs.plus(array.start(), offset), Exprs.inMemory(value)));
    }

    void comment(String text) {
        add(new Stmt.Comment(text));
    }

    void add(Stmt statement) {
        blocks.peek().add(statement);
    }

    @Override
    public void loop(String variable, Expr from, Expr to, Expr step, Consumer<Expr> body) {
        if (goesOnce(from, to, step)) {
            body.accept(from);
            return;
        }
        String name = names.fresh(variable);
        blocks.push(new ArrayList<>());
        body.accept(Exprs.index(name));
        List<Stmt> statements = blocks.pop();
        add(new Stmt.For(name, from, to, step, statements));
    }

    /** Whether a loop has one turn, and so is none. */
    private static boolean goesOnce(Expr from, Expr to, Expr step) {
        return from instanceof Expr.IntLiteral first
                && to instanceof Expr.IntLiteral end
                && step instanceof Expr.IntLiteral each
                && first.value() < end.value()
                && end.value() - first.value() <= each.value();
    }

    /** A loop over {@code extent} in steps, the last of which may be shorter; {@code body} takes the start of each and its end. */
    void steps(String variable, int extent, int step, BiConsumer<Expr, Expr> body) {
        if (extent <= step) {
            body.accept(Exprs.whole(0), Exprs.whole(extent));
            return;
        }
        loop(variable, Exprs.whole(0), Exprs.whole(extent), Exprs.whole(step), at -> {
            Expr next = Exprs.plus(at, Exprs.whole(step));
            body.accept(at, extent % step == 0 ? next : Columns.within(this, next, Exprs.whole(extent), "end"));
        });
    }

    /** A branch without an alternative. */
    void when(Expr condition, Runnable body) {
        branch(condition, body, () -> {});
    }

    /** A branch with an alternative. */
    void branch(Expr condition, Runnable yes, Runnable no) {
        add(new Stmt.If(condition, block(yes), block(no)));
    }

    /** What machines of fewer lanes do, and those of 16, which have 32 registers. */
    void byLanes(Runnable few, Runnable many) {
        branch(Exprs.compare(Relation.LT, Exprs.LANES, Exprs.whole(Columns.MOST_LANES)), few, many);
    }

    private List<Stmt> block(Runnable body) {
        blocks.push(new ArrayList<>());
        body.run();
        return blocks.pop();
    }

    /** The parameters of the units of work, behind all others. */
    Expr[] units() {
        return new Expr[] {Exprs.index("from"), Exprs.index("to")};
    }

    /** What a program passes for the parameters, without the units of work. */
    List<Step.Argument> arguments() {
        return List.copyOf(arguments);
    }

    /** The parameters that this kernel uses, without the units of work. */
    List<Kernel.Parameter> parameters() {
        return parameters.stream()
                .filter(parameter -> used.contains(parameter.name()))
                .toList();
    }

    /** Arguments that hand this kernel's parameters on to a callee. */
    static List<Stmt.Argument> handOn(List<Kernel.Parameter> parameters) {
        List<Stmt.Argument> handed = new ArrayList<>();
        for (Kernel.Parameter parameter : parameters) {
            boolean array = parameter.kind() == Kernel.Kind.FLOATS || parameter.kind() == Kernel.Kind.IDS;
            Type type = parameter.kind() == Kernel.Kind.FLOAT ? Type.FLOAT : Type.INT;
            handed.add(
                    array
                            ? new Stmt.Argument.Array(parameter.name())
                            : new Stmt.Argument.Value(new Expr.Local(parameter.name(), type)));
        }
        return handed;
    }

    /** The statements so far. */
    List<Stmt> body() {
        return List.copyOf(blocks.peek());
    }

    /**
     * The finished kernel of a launch.
     *
     * @param takesUnits whether the first unit of work and the one behind the last are its last parameters
     */
    Kernel build(String name, List<String> documentation, boolean takesUnits) {
        List<Kernel.Parameter> all = new ArrayList<>(parameters);
        if (takesUnits) {
            all.add(new Kernel.Parameter(Kernel.Kind.INT, "from"));
            all.add(new Kernel.Parameter(Kernel.Kind.INT, "to"));
        }
        return new Kernel(name, documentation, all, body());
    }
}
