package dev.nnc.compiler.loops.kernel;

import dev.nnc.compiler.ir.op.Compare.Relation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Kernels as they are where vectors have some numbers of lanes: what is done for other numbers alone is gone. */
public final class ForLanes {
    private final Map<String, Kernel> kernels = new HashMap<>();
    private final Set<String> reached = new LinkedHashSet<>();

    private ForLanes() {}

    /**
     * The kernels that are left, in their order.
     *
     * @param least the least number of lanes
     * @param most the largest
     * @param kernels all kernels
     * @param launched the names of those that programs launch; of the others, those are left that these call
     */
    public static List<Kernel> of(int least, int most, List<Kernel> kernels, Collection<String> launched) {
        ForLanes left = new ForLanes();
        Range range = new Range(least, most);
        for (Kernel kernel : kernels) {
            left.kernels.put(
                    kernel.name(),
                    new Kernel(kernel.name(), kernel.documentation(), kernel.parameters(), left(kernel.body(), range)));
        }
        launched.forEach(left::reach);
        return kernels.stream()
                .map(Kernel::name)
                .filter(left.reached::contains)
                .map(left.kernels::get)
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

    private static List<Stmt> left(List<Stmt> statements, Range range) {
        List<Stmt> left = new ArrayList<>();
        for (Stmt statement : statements) {
            if (statement instanceof Stmt.For loop) {
                List<Stmt> body = left(loop.body(), range);
                left.add(new Stmt.For(loop.variable(), loop.from(), loop.to(), loop.step(), body));
            } else if (statement instanceof Stmt.If branch) {
                left.addAll(left(branch, range));
            } else {
                left.add(statement);
            }
        }
        return left;
    }

    private static List<Stmt> left(Stmt.If branch, Range range) {
        if (!isOfLanes(branch.condition())) {
            return List.of(new Stmt.If(branch.condition(), left(branch.yes(), range), left(branch.no(), range)));
        }
        Expr.Comparison condition = (Expr.Comparison) branch.condition();
        Range yes = range.where(condition.relation(), bound(condition));
        Range no = range.where(opposite(condition.relation()), bound(condition));
        if (no.isEmpty()) {
            return left(branch.yes(), range);
        } else if (yes.isEmpty()) {
            return left(branch.no(), range);
        }
        return List.of(new Stmt.If(condition, left(branch.yes(), yes), left(branch.no(), no)));
    }

    private static boolean isOfLanes(Expr condition) {
        return condition instanceof Expr.Comparison comparison
                && comparison.left() instanceof Expr.LaneCount
                && comparison.right() instanceof Expr.IntLiteral
                && (comparison.relation() == Relation.LT || comparison.relation() == Relation.GE);
    }

    private static int bound(Expr.Comparison condition) {
        return ((Expr.IntLiteral) condition.right()).value();
    }

    private static Relation opposite(Relation relation) {
        return relation == Relation.LT ? Relation.GE : Relation.LT;
    }

    /** Numbers of lanes. */
    private record Range(int least, int most) {
        /** Those that are less than a bound, or not less. */
        Range where(Relation relation, int bound) {
            return relation == Relation.LT
                    ? new Range(least, Math.min(most, bound - 1))
                    : new Range(Math.max(least, bound), most);
        }

        boolean isEmpty() {
            return least > most;
        }
    }
}
