package dev.nnc.compiler.semantic.library.schedule;

import dev.nnc.compiler.ir.model.Schedule;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Rate;
import dev.nnc.compiler.semantic.library.Ranges;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All schedules, as in {@code torch.optim.lr_scheduler}. Steps count from 0; {@code r} is the call's {@code rate}.
 *
 * <p>During the first {@code warmup} steps the rate grows in a straight line from {@code warmup_from} times its start to its
 * start, and the schedule begins behind them. {@code total} is the number of steps of both together; it is absent from the
 * arguments of a {@link Schedule} that ends with the training.
 */
public final class Schedules {
    /** {@code constant(rate)}: {@code r}. */
    static final Builtin<Rate> CONSTANT = schedule("constant");

    /** {@code step(rate, every, factor = 0.1)}: times {@code factor} every {@code every} steps; {@code StepLR}. */
    static final Builtin<Rate> STEP =
            schedule("step", Formal.size("every"), Formal.number("factor").orElse(0.1));

    /** {@code exponential(rate, factor)}: {@code r * factor^step}; {@code ExponentialLR}. */
    static final Builtin<Rate> EXPONENTIAL = schedule("exponential", Formal.number("factor"));

    /** {@code polynomial(rate, total, power = 1)}: {@code r * (1 - step / total)^power}, then 0; {@code PolynomialLR}. */
    static final Builtin<Rate> POLYNOMIAL =
            schedule("polynomial", total(), Formal.number("power").orElse(1.0));

    /** {@code cosine(rate, to = 0, total)}: half a cosine from {@code r} to {@code to}; {@code CosineAnnealingLR}. */
    static final Builtin<Rate> COSINE = schedule("cosine", Formal.number("to").orElse(0.0), total());

    /**
     * {@code cosine_restarts(rate, first, factor = 1, to = 0)}: half cosines, the first of {@code first} steps, each next one
     * {@code factor} times longer; {@code CosineAnnealingWarmRestarts}.
     */
    static final Builtin<Rate> COSINE_RESTARTS = schedule(
            "cosine_restarts",
            Formal.size("first"),
            Formal.size("factor").orElse(1),
            Formal.number("to").orElse(0.0));

    /** {@code linear(rate, from = 1, to = 0, total)}: a line from {@code r * from} to {@code r * to}; {@code LinearLR}. */
    static final Builtin<Rate> LINEAR = schedule(
            "linear", Formal.number("from").orElse(1.0), Formal.number("to").orElse(0.0), total());

    /**
     * {@code one_cycle(rate, total, rising = 0.3, start_divisor = 25, end_divisor = 10000)}: along half cosines from {@code r /
     * start_divisor} up to {@code r} and down to {@code r / start_divisor / end_divisor}; {@code OneCycleLR}.
     */
    static final Builtin<Rate> ONE_CYCLE = schedule(
            "one_cycle",
            total(),
            Formal.number("rising").orElse(0.3),
            Formal.number("start_divisor").orElse(25.0),
            Formal.number("end_divisor").orElse(1e4));

    /** {@code cyclic(rate, low, up, down = up)}: lines from {@code low} up to {@code r} and down again; {@code CyclicLR}. */
    static final Builtin<Rate> CYCLIC = schedule(
            "cyclic",
            Formal.number("low"),
            Formal.size("up"),
            Formal.size("down").optional());

    /** {@code inverse_sqrt(rate, reference)}: {@code r} up to step {@code reference}, then {@code r * sqrt(reference / step)}. */
    static final Builtin<Rate> INVERSE_SQRT = schedule("inverse_sqrt", Formal.size("reference"));

    /** {@code multi_step(rate, at, factor = 0.1)}: times {@code factor} at each of the steps {@code at}; {@code MultiStepLR}. */
    static final Builtin<Rate> MULTI_STEP = Builtin.of(
            "multi_step",
            Schedules::multiStep,
            Formal.number("rate"),
            Formal.of(Formal.Kind.NUMBERS, "at"),
            Formal.number("factor").orElse(0.1),
            warmup(),
            warmupFrom());

    /**
     * {@code plateau(rate, factor = 0.1, patience = 10, threshold = 1e-4, cooldown = 0, lowest = 0)}: times {@code factor} after
     * more than {@code patience} epochs whose held-out loss was no better; {@code ReduceLROnPlateau}.
     */
    static final Builtin<Rate> PLATEAU = Builtin.of(
            "plateau",
            Schedules::plateau,
            Formal.number("rate"),
            Formal.number("factor").orElse(0.1),
            Formal.of(Formal.Kind.INTEGER, "patience").orElse(10),
            Formal.number("threshold").orElse(1e-4),
            Formal.of(Formal.Kind.INTEGER, "cooldown").orElse(0),
            Formal.number("lowest").orElse(0.0));

    private Schedules() {}

    /** In the order of the language reference. */
    public static List<Builtin<Rate>> all() {
        return List.of(
                CONSTANT,
                STEP,
                MULTI_STEP,
                EXPONENTIAL,
                POLYNOMIAL,
                COSINE,
                COSINE_RESTARTS,
                LINEAR,
                ONE_CYCLE,
                CYCLIC,
                INVERSE_SQRT,
                PLATEAU);
    }

    private static Formal total() {
        return Formal.size("total").optional();
    }

    private static Formal warmup() {
        return Formal.of(Formal.Kind.INTEGER, "warmup").orElse(0);
    }

    private static Formal warmupFrom() {
        return Formal.number("warmup_from").orElse(0.01);
    }

    private static Builtin<Rate> schedule(String kind, Formal... parameters) {
        List<Formal> formals = new ArrayList<>(List.of(Formal.number("rate")));
        formals.addAll(List.of(parameters));
        formals.add(warmup());
        formals.add(warmupFrom());
        return new Builtin<>(kind, formals, call -> rate(call, kind, arguments(call, List.of(parameters))));
    }

    private static Map<String, Double> arguments(Call call, List<Formal> parameters) {
        Map<String, Double> arguments = new LinkedHashMap<>();
        for (Formal parameter : parameters) {
            if (!call.has(parameter.name())) {
                continue;
            }
            boolean number = parameter.kind() == Formal.Kind.NUMBER;
            double value = number ? call.number(parameter.name()) : call.integer(parameter.name());
            arguments.put(parameter.name(), Ranges.atLeast(call, parameter.name(), value, 0));
        }
        if (arguments.containsKey("up")) {
            arguments.putIfAbsent("down", arguments.get("up"));
        }
        return arguments;
    }

    private static Rate multiStep(Call call) {
        Map<String, Double> arguments = new LinkedHashMap<>();
        double last = 0;
        for (double step : call.numbers("at")) {
            if (!(step > last) || step != Math.rint(step)) {
                throw call.reject("at", "milestones", "`at` needs whole numbers of steps above 0 that ascend");
            }
            arguments.put("at" + arguments.size(), step);
            last = step;
        }
        arguments.put("factor", Ranges.atLeast(call, "factor", 0));
        return rate(call, "multi_step", arguments);
    }

    private static Rate plateau(Call call) {
        Map<String, Double> arguments = new LinkedHashMap<>();
        arguments.put("factor", Ranges.share(call, "factor"));
        arguments.put("patience", Ranges.atLeast(call, "patience", call.integer("patience"), 0));
        arguments.put("threshold", Ranges.share(call, "threshold"));
        arguments.put("cooldown", Ranges.atLeast(call, "cooldown", call.integer("cooldown"), 0));
        arguments.put("lowest", Ranges.atLeast(call, "lowest", 0));
        return new Rate(Ranges.above(call, "rate", 0), new Schedule("plateau", Collections.unmodifiableMap(arguments)));
    }

    private static Rate rate(Call call, String kind, Map<String, Double> arguments) {
        double warmup = Ranges.atLeast(call, "warmup", call.integer("warmup"), 0);
        if (warmup > 0) {
            if (arguments.getOrDefault("total", Double.POSITIVE_INFINITY) <= warmup) {
                throw call.reject("warmup", "long-warmup", "`warmup` must be less than `total`");
            }
            arguments.put("warmup", warmup);
            arguments.put("warmup_from", Ranges.within(call, "warmup_from", 0, 1));
        }
        return new Rate(Ranges.above(call, "rate", 0), new Schedule(kind, Collections.unmodifiableMap(arguments)));
    }
}
