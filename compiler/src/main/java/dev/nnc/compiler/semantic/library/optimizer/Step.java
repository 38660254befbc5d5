package dev.nnc.compiler.semantic.library.optimizer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Origin;
import dev.nnc.compiler.semantic.builtin.Optimizer.Operands;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * What the formulas of one optimizer step are written with.
 *
 * <p>Settings and {@link #number} are of rank 0, so that what is worked out from them alone is computed once a step, in double
 * precision, as PyTorch does with its Python numbers.
 */
final class Step {
    /** What fades below it has vanished. */
    private static final double VANISHED = 0x1p-100;

    final Arithmetic math;
    private final GraphBuilder graph;
    private final Operands operands;
    private final Map<String, Integer> before = new LinkedHashMap<>();
    private final Map<String, Integer> after = new LinkedHashMap<>();
    private final List<String> numbers;
    private int moved;

    Step(GraphBuilder graph, Operands operands, List<String> slots, List<String> numbers) {
        this.graph = graph;
        this.math = new Arithmetic(graph);
        this.operands = operands;
        this.numbers = numbers;
        for (int i = 0; i < slots.size(); i++) {
            before.put(slots.get(i), operands.slots().get(i));
        }
    }

    /** The parameters before the step, {@code f32[n]}. */
    int parameters() {
        return operands.weights();
    }

    /** The clipped gradients, {@code f32[n]}. */
    int gradients() {
        return operands.gradients();
    }

    /** The learning rate of this step. */
    int rate() {
        return setting("rate");
    }

    /** The number of this step, from 1. */
    int number() {
        return setting("step");
    }

    /** Whether there is a setting of this name. */
    boolean has(String setting) {
        return operands.settings().containsKey(setting);
    }

    /** A setting. */
    int setting(String name) {
        return operands.settings().get(name);
    }

    /** What was kept in a slot, {@code f32[n]}. */
    int slot(String name) {
        return before.get(name);
    }

    /** Keeps a value in a slot, or as a number, for the next step. */
    int keep(String name, int value) {
        after.put(name, value);
        return value;
    }

    /**
     * Keeps what fades where nothing is added to it, as it does behind a rectifier that has died. Left alone it would end as
     * a subnormal number and stay one, with which processors compute some hundred times slower; so it becomes 0 well before.
     */
    int keepFading(String name, int value) {
        return keep(name, unlessVanished(math.abs(value), value));
    }

    private int unlessVanished(int size, int value) {
        int vanished = math.lt(size, math.like(size, VANISHED));
        return math.select(vanished, math.like(value, 0), value);
    }

    /** The parameters become {@code value}. */
    void become(int value) {
        moved = value;
    }

    /** The parameters move by {@code -motion}. */
    void descend(int motion) {
        become(math.sub(parameters(), motion));
    }

    /** The new parameters, then the new content of the slots, then the new numbers. */
    List<Integer> results() {
        List<Integer> results = new ArrayList<>();
        results.add(moved);
        before.keySet().forEach(slot -> results.add(after.get(slot)));
        numbers.forEach(number -> results.add(after.get(number)));
        return results;
    }

    /** What a formula of numbers makes, under a name for those who read the generated code. */
    int called(String name, IntSupplier formula) {
        Origin before = graph.origin();
        graph.at(before.named(name));
        int value = formula.getAsInt();
        graph.at(before);
        return value;
    }

    /** {@code 1 - share}: how much a new value counts in an average. */
    private int rest(String share) {
        return called(share + "_complement", () -> complement(setting(share)));
    }

    /** {@code 1 - x}. */
    int complement(int x) {
        return math.sub(math.like(x, 1), x);
    }

    /** {@code gradients + decay * parameters}: the gradients of the loss with an L2 penalty. */
    int penalized() {
        return has("decay") ? math.add(gradients(), math.mul(setting("decay"), parameters())) : gradients();
    }

    /** {@code parameters * (1 - rate * decay)}: decay that passes the optimizer by. */
    int shrunk() {
        return has("decay") ? math.mul(parameters(), complement(math.mul(rate(), setting("decay")))) : parameters();
    }

    /** {@code slot + (value - slot) * (1 - share)}, with the rounding of PyTorch's {@code lerp}; kept. */
    int average(String slot, int value, String share) {
        return keepFading(slot, towards(slot, value, share));
    }

    /** {@code slot + (value - slot) * (1 - share)}. */
    int towards(String slot, int value, String share) {
        return math.add(slot(slot), math.mul(math.sub(value, slot(slot)), rest(share)));
    }

    /** {@code slot * share + (1 - share) * value * value}; kept. */
    int averageOfSquares(String slot, int value, String share) {
        int fresh = math.mul(math.mul(rest(share), value), value);
        int squares = math.add(math.mul(slot(slot), setting(share)), fresh);
        return keep(slot, unlessVanished(squares, squares));
    }

    /** {@code 1 - share^step}: how much of an average that began at 0 is there. */
    int bias(String share) {
        int power = called(share + "_power", () -> math.pow(setting(share), number()));
        return called(share + "_bias", () -> complement(power));
    }
}
