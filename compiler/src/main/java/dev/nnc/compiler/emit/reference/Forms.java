package dev.nnc.compiler.emit.reference;

import dev.nnc.compiler.diagnostics.CompilerBug;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.TensorType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How every operator is written in the reference class: a call for each, and the loops that calls lead to. */
final class Forms {
    /** All of them. */
    static final Forms ALL = new Forms();

    private final Map<Class<? extends Op>, Call<Op>> calls = new HashMap<>();
    private final Map<String, Loop> loops = new LinkedHashMap<>();

    static {
        SourceForms.register(ALL);
        ElementwiseForms.register(ALL);
        MovementForms.register(ALL);
        ReductionForms.register(ALL);
        TableForms.register(ALL);
        ConvolutionForms.register(ALL);
        PoolForms.register(ALL);
        ScanForms.register(ALL);
        IndexLoops.register(ALL);
    }

    private Forms() {}

    /** Writes an operator as an expression. */
    @FunctionalInterface
    interface Call<T extends Op> {
        /** The expression, mostly a call of a loop, at a place of a graph. */
        String of(T op, Place place);
    }

    /**
     * Where an operator stands.
     *
     * @param operands its inputs as expressions, all of type {@code Value}
     * @param number of the place among all places of the class
     */
    record Place(Node node, List<String> operands, int number) {
        /** Call arguments: the operands, then others. */
        String call(String loop, Object... others) {
            List<String> arguments = new ArrayList<>(operands);
            for (Object other : others) {
                arguments.add(other.toString());
            }
            return loop + "(" + String.join(", ", arguments) + ")";
        }

        /** The extents of the result, as call arguments. */
        String extents() {
            return Forms.extents(node.type());
        }
    }

    /** The extents of a type, as call arguments. */
    static String extents(TensorType type) {
        return type.axes().stream()
                .map(axis -> axis.isBatch() ? "count" : Integer.toString(axis.extent(1)))
                .collect(Collectors.joining(", "));
    }

    /** A list of whole numbers as an expression. */
    static String numbers(List<Integer> numbers) {
        return "numbers(" + numbers.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")";
    }

    /** Says how an operator is written. */
    @SuppressWarnings("unchecked")
    <T extends Op> void operator(Class<T> type, Call<T> call) {
        calls.put(type, (Call<Op>) call);
    }

    /** Adds a method that calls may lead to. */
    void loop(String text) {
        Loop loop = new Loop(text);
        loops.put(loop.name(), loop);
    }

    /** Whether the operator has a form. */
    boolean has(Op op) {
        return calls.containsKey(op.getClass());
    }

    /** An operator at a place as an expression. */
    String write(Place place) {
        Op op = place.node().op();
        if (!has(op)) {
            throw new CompilerBug("generated tests cannot compute '" + op.name() + "': give it a form beside "
                    + ElementwiseForms.class.getName());
        }
        return calls.get(op.getClass()).of(op, place);
    }

    /** The loops that pieces of Java lead to, each once, in the order of this list. */
    List<Loop> reachable(Collection<String> java) {
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>();
        java.forEach(text -> open.addAll(Loop.calls(text)));
        while (!open.isEmpty()) {
            String name = open.pop();
            if (loops.containsKey(name) && reached.add(name)) {
                open.addAll(loops.get(name).calls());
            }
        }
        return loops.values().stream()
                .filter(loop -> reached.contains(loop.name()))
                .toList();
    }
}
