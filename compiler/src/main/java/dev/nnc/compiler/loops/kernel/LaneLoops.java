package dev.nnc.compiler.loops.kernel;

import java.util.ArrayList;
import java.util.List;

/** Finds where a kernel depends on the number of lanes. */
final class LaneLoops {
    private LaneLoops() {}

    /** The loops whose bounds or steps are numbers of lanes. */
    static List<Stmt.For> of(List<Stmt> statements) {
        List<Stmt.For> loops = new ArrayList<>();
        for (Stmt statement : statements) {
            if (statement instanceof Stmt.For loop) {
                if (countsLanes(loop.from()) || countsLanes(loop.to()) || countsLanes(loop.step())) {
                    loops.add(loop);
                }
                loops.addAll(of(loop.body()));
            } else if (statement instanceof Stmt.If branch) {
                loops.addAll(of(branch.yes()));
                loops.addAll(of(branch.no()));
            }
        }
        return loops;
    }

    /** Whether statements hold vectors in locals, or store them. */
    static boolean hasVectors(List<Stmt> statements) {
        return statements.stream().anyMatch(LaneLoops::hasVectors);
    }

    private static boolean hasVectors(Stmt statement) {
        if (statement instanceof Stmt.Let let) {
            return let.value().type().isLanes();
        } else if (statement instanceof Stmt.Var variable) {
            return variable.value().type().isLanes();
        } else if (statement instanceof Stmt.Store store) {
            return store.value().type().isLanes();
        } else if (statement instanceof Stmt.For loop) {
            return hasVectors(loop.body());
        }
        return statement instanceof Stmt.If branch && (hasVectors(branch.yes()) || hasVectors(branch.no()));
    }

    private static boolean countsLanes(Expr expression) {
        if (expression instanceof Expr.IntArithmetic arithmetic) {
            return countsLanes(arithmetic.left()) || countsLanes(arithmetic.right());
        } else if (expression instanceof Expr.Choice choice) {
            return countsLanes(choice.yes()) || countsLanes(choice.no());
        }
        return expression instanceof Expr.LaneCount;
    }
}
