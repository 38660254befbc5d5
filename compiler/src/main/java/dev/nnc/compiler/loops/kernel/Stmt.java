package dev.nnc.compiler.loops.kernel;

import java.util.List;

/** A statement of a kernel. */
public sealed interface Stmt {
    /** Declares a local that keeps its value. */
    record Let(String name, Expr value) implements Stmt {}

    /** Declares a local that is assigned again. */
    record Var(String name, Expr value) implements Stmt {}

    /** Assigns a {@link Var}. */
    record Assign(String name, Expr value) implements Stmt {}

    /** Writes one element, or consecutive elements where the value is lanes. */
    record Store(String array, Expr index, Expr value) implements Stmt {}

    /** {@code for (int variable = from; variable < to; variable += step)}. */
    record For(String variable, Expr from, Expr to, Expr step, List<Stmt> body) implements Stmt {
        public For {
            body = List.copyOf(body);
        }
    }

    /** {@code if (condition) yes else no}; no {@code else} where {@code no} is empty. */
    record If(Expr condition, List<Stmt> yes, List<Stmt> no) implements Stmt {
        public If {
            yes = List.copyOf(yes);
            no = List.copyOf(no);
        }
    }

    /** Calls another kernel of the same class; arrays are passed as {@link Expr.Local} without arithmetic. */
    record Call(String kernel, List<Argument> arguments) implements Stmt {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** An argument of a call: the name of an array, or a value. */
    sealed interface Argument {
        /** An array parameter handed on. */
        record Array(String name) implements Argument {}

        /** A number. */
        record Value(Expr value) implements Argument {}
    }

    /** A comment line: a landmark of the kernel, or a reason. */
    record Comment(String text) implements Stmt {}
}
