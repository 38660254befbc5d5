package dev.nnc.compiler.semantic.library.optimizer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Optimizer;
import dev.nnc.compiler.semantic.builtin.Rate;
import java.util.ArrayList;
import java.util.List;

/**
 * L-BFGS with a fixed length of step (Nocedal and Wright, "Numerical optimization", 2006, algorithm 7.4), {@code
 * torch.optim.LBFGS(max_iter = 1)} without a line search, and with its tolerances: the direction is {@code -H g}, where {@code H}
 * is what the last {@code history} moves of the weights and changes of the gradient say about the inverse of the second
 * derivatives. The first step is {@code rate * min(1, 1 / sum |g|)} long. For batches that hold the whole data.
 */
final class Lbfgs {
    static final Builtin<Optimizer> LBFGS = Builtin.of(
            "lbfgs",
            Lbfgs::of,
            Formal.of(Formal.Kind.RATE, "rate").orElse(Rate.constant(1)),
            Formal.size("history").orElse(10));

    private static final double FLAT = 1e-7;
    private static final double DESCENDS = -1e-9;
    private static final double CURVED = 1e-10;

    private final Step step;
    private final Arithmetic math;
    private final int history;
    private final List<Integer> changes = new ArrayList<>();
    private final List<Integer> moves = new ArrayList<>();
    private final List<Integer> weights = new ArrayList<>();
    private int scale;

    private Lbfgs(Step step, int history) {
        this.step = step;
        this.math = step.math;
        this.history = history;
    }

    private static Optimizer of(Call call) {
        int history = call.integer("history");
        OptimizerBuilder builder = new OptimizerBuilder(call)
                .slot("direction")
                .slot("last_gradients")
                .kept("moved", 0)
                .kept("length", 0)
                .kept("scale", 1);
        for (int i = 0; i < history; i++) {
            builder.slot(name("change", i)).slot(name("move", i)).kept(name("weight", i), 0);
        }
        return builder.build(Optimizer.Scope.PHASE, step -> new Lbfgs(step, history).formulas());
    }

    /** From the oldest, 0, to the newest. */
    private static String name(String what, int i) {
        return what + i;
    }

    private void formulas() {
        int gradients = step.gradients();
        int started = math.gt(step.setting("moved"), math.scalar(0));
        int largest = math.max(math.abs(gradients), List.of(0), false);
        int active = math.gt(largest, math.scalar(FLAT));
        remember(math.and(active, started));
        int direction = direction();
        int shrunk = math.min(math.scalar(1), math.div(math.scalar(1), sum(math.abs(gradients))));
        int length = math.mul(step.rate(), math.select(started, math.scalar(1), shrunk));
        int descends = math.le(dot(gradients, direction), math.scalar(DESCENDS));
        int taken = math.select(math.and(active, descends), length, math.scalar(0));
        step.become(math.add(step.parameters(), math.mul(taken, direction)));
        step.keep("direction", math.select(active, direction, step.slot("direction")));
        step.keep("last_gradients", math.select(active, gradients, step.slot("last_gradients")));
        step.keep("length", math.select(active, length, step.setting("length")));
        step.keep("moved", math.select(active, math.scalar(1), step.setting("moved")));
    }

    /** Takes the last move into the history where the loss curves upwards along it; the oldest falls out. */
    private void remember(int possible) {
        int change = math.sub(step.gradients(), step.slot("last_gradients"));
        int move = math.mul(step.slot("direction"), step.setting("length"));
        int curvature = dot(change, move);
        int taken = math.and(possible, math.gt(curvature, math.scalar(CURVED)));
        int weight = math.div(math.scalar(1), curvature);
        int fresh = math.div(curvature, sum(math.square(change)));
        scale = step.keep("scale", math.select(taken, fresh, step.setting("scale")));
        for (int i = 0; i < history; i++) {
            boolean newest = i == history - 1;
            changes.add(shifted("change", i, newest ? change : step.slot(name("change", i + 1)), taken));
            moves.add(shifted("move", i, newest ? move : step.slot(name("move", i + 1)), taken));
            int next = newest ? weight : step.setting(name("weight", i + 1));
            String own = name("weight", i);
            weights.add(step.keep(own, math.select(taken, next, step.setting(own))));
        }
    }

    private int shifted(String what, int i, int next, int taken) {
        String own = name(what, i);
        return step.keep(own, math.select(taken, next, step.slot(own)));
    }

    /** {@code -H g} by the two loops; a place of the history that is empty has the weight 0. */
    private int direction() {
        int direction = math.neg(step.gradients());
        int[] shares = new int[history];
        for (int i = history - 1; i >= 0; i--) {
            shares[i] = math.mul(dot(moves.get(i), direction), weights.get(i));
            direction = math.sub(direction, math.mul(shares[i], changes.get(i)));
        }
        direction = math.mul(direction, scale);
        for (int i = 0; i < history; i++) {
            int share = math.mul(dot(changes.get(i), direction), weights.get(i));
            direction = math.add(direction, math.mul(math.sub(shares[i], share), moves.get(i)));
        }
        return direction;
    }

    private int dot(int a, int b) {
        return sum(math.mul(a, b));
    }

    private int sum(int x) {
        return math.sum(x, List.of(0), false);
    }
}
