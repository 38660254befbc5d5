package dev.nnc.compiler.loops.kernel;

import dev.nnc.compiler.ir.op.Compare.Relation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Kernels as they are where vectors have one lane: what is done for wider ones alone is gone. */
public final class OneLane {
    private final Map<String, Kernel> kernels = new HashMap<>();
    private final Set<String> reached = new LinkedHashSet<>();

    private OneLane() {}

    /**
     * The kernels that are left, in their order.
     *
     * @param kernels all kernels
     * @param launched the names of those that programs launch; of the others, those are left that these call
     */
    public static List<Kernel> of(List<Kernel> kernels, Collection<String> launched) {
        OneLane one = new OneLane();
        for (Kernel kernel : kernels) {
            List<Stmt> body = left(kernel.body());
            one.kernels.put(
                    kernel.name(), new Kernel(kernel.name(), kernel.documentation(), kernel.parameters(), body));
        }
        launched.forEach(one::reach);
        return kernels.stream()
                .map(Kernel::name)
                .filter(one.reached::contains)
                .map(one.kernels::get)
                .toList();
    }

    private void reach(String kernel) {
        if (reached.add(kernel)) {
            reach(kernels.get(kernel).body());
        }
    }

    private void reach(List<Stmt> statements) {
        for (Stmt statement : statements) {
            if (statement instanceof Stmt.Call call) {
                reach(call.kernel());
            } else if (statement instanceof Stmt.For loop) {
                reach(loop.body());
            } else if (statement instanceof Stmt.If branch) {
                reach(branch.yes());
                reach(branch.no());
            }
        }
    }

    private static List<Stmt> left(List<Stmt> statements) {
        List<Stmt> left = new ArrayList<>();
        for (Stmt statement : statements) {
            if (statement instanceof Stmt.For loop) {
                List<Stmt> body = left(loop.body());
                left.add(new Stmt.For(loop.variable(), loop.from(), loop.to(), loop.step(), body));
            } else if (statement instanceof Stmt.If branch && isOfLanes(branch.condition())) {
                left.addAll(left(holds((Expr.Comparison) branch.condition()) ? branch.yes() : branch.no()));
            } else if (statement instanceof Stmt.If branch) {
                left.add(new Stmt.If(branch.condition(), left(branch.yes()), left(branch.no())));
            } else {
                left.add(statement);
            }
        }
        return left;
    }

    private static boolean isOfLanes(Expr condition) {
        return condition instanceof Expr.Comparison comparison
                && comparison.left() instanceof Expr.LaneCount
                && comparison.right() instanceof Expr.IntLiteral
                && (comparison.relation() == Relation.LT || comparison.relation() == Relation.GE);
    }

    private static boolean holds(Expr.Comparison comparison) {
        boolean less = 1 < ((Expr.IntLiteral) comparison.right()).value();
        return less == (comparison.relation() == Relation.LT);
    }
}
