package dev.nnc.compiler.loops.math;

import dev.nnc.compiler.loops.kernel.Expr;
import java.util.function.Consumer;

/** Writes values that change from turn to turn of a loop. */
public interface Loops extends Lets {
    /** Declares a local that is assigned again. */
    Expr.Local var(String name, Expr value);

    /** Assigns to such a local. */
    void assign(Expr.Local local, Expr value);

    /** A loop; {@code body} adds what is in it and is given the loop variable. */
    void loop(String variable, Expr from, Expr to, Expr step, Consumer<Expr> body);
}
