package dev.nnc.compiler.semantic.library.optimizer;

import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Optimizer;
import dev.nnc.compiler.semantic.builtin.Rate;
import dev.nnc.compiler.semantic.library.Ranges;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Turns the arguments of a call into an optimizer. A number that turns a part of the formulas off by being 0 is no setting
 * then, and what that part keeps is no slot: neither costs anything at run time.
 */
final class OptimizerBuilder {
    private final Call call;
    private final Rate rate;
    private final Map<String, Double> settings = new LinkedHashMap<>();
    private final List<String> slots = new ArrayList<>();
    private final List<String> numbers = new ArrayList<>();

    OptimizerBuilder(Call call) {
        this.call = call;
        this.rate = call.rate("rate");
        Ranges.atLeast(call, "rate", rate.rate(), 0);
    }

    /** What optimizers of Adam's kind take: a rate, the shares of two averages, what keeps a division from zero, and more. */
    static Formal[] moments(double rate, Formal... more) {
        List<Formal> formals = new ArrayList<>(List.of(
                Formal.of(Formal.Kind.RATE, "rate").orElse(Rate.constant(rate)),
                Formal.number("beta1").orElse(0.9),
                Formal.number("beta2").orElse(0.999),
                Formal.number("epsilon").orElse(1e-8)));
        formals.addAll(List.of(more));
        return formals.toArray(Formal[]::new);
    }

    /** The settings of {@link #moments(double, Formal...)}. */
    OptimizerBuilder moments() {
        return share("beta1").share("beta2").number("epsilon");
    }

    /** A setting from 0 up to but not 1: what is kept of an average. */
    OptimizerBuilder share(String name) {
        settings.put(name, Ranges.share(call, name));
        return this;
    }

    /** A setting above 0. */
    OptimizerBuilder positive(String name) {
        settings.put(name, Ranges.above(call, name, 0));
        return this;
    }

    /** A setting of at least 0. */
    OptimizerBuilder number(String name) {
        settings.put(name, Ranges.atLeast(call, name, 0));
        return this;
    }

    /** A setting of at least 0 that is none when it is 0. */
    OptimizerBuilder unlessZero(String name) {
        if (Ranges.atLeast(call, name, 0) != 0) {
            settings.put(name, call.number(name));
        }
        return this;
    }

    /** Whether there is a setting of this name. */
    boolean has(String setting) {
        return settings.containsKey(setting);
    }

    /** Something that is kept for each parameter from step to step; 0 before the first. */
    OptimizerBuilder slot(String name) {
        slots.add(name);
        return this;
    }

    /** The same if {@code needed}. */
    OptimizerBuilder slotIf(boolean needed, String name) {
        return needed ? slot(name) : this;
    }

    /** A number that the formulas keep from step to step; {@code start} before the first. */
    OptimizerBuilder kept(String name, double start) {
        settings.put(name, start);
        numbers.add(name);
        return this;
    }

    /** The optimizer with these formulas for each element. */
    Optimizer build(Consumer<Step> formulas) {
        return build(Optimizer.Scope.ELEMENT, formulas);
    }

    /** The optimizer with these formulas for all weights of a scope. */
    Optimizer build(Optimizer.Scope scope, Consumer<Step> formulas) {
        return new Optimizer(rate, settings, slots, numbers, scope, (graph, operands) -> {
            Step step = new Step(graph, operands, slots, numbers);
            formulas.accept(step);
            return step.results();
        });
    }
}
