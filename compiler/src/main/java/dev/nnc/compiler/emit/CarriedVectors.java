package dev.nnc.compiler.emit;

import dev.nnc.compiler.loops.kernel.Kernel;
import dev.nnc.compiler.loops.kernel.Stmt;
import dev.nnc.compiler.loops.kernel.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Finds the vectors that the loops of a kernel carry along: its variables. */
final class CarriedVectors {
    private CarriedVectors() {}

    /** The names of all of them. */
    static Set<String> of(Kernel kernel) {
        return of(kernel, type -> type == Type.LANES || type == Type.INT_LANES);
    }

    /** Whether any kernel has one of {@code int}. */
    static boolean haveInts(List<Kernel> kernels) {
        return kernels.stream()
                .anyMatch(kernel -> !of(kernel, type -> type == Type.INT_LANES).isEmpty());
    }

    private static Set<String> of(Kernel kernel, Predicate<Type> types) {
        Set<String> names = new HashSet<>();
        collect(kernel.body(), types, names);
        return names;
    }

    private static void collect(List<Stmt> statements, Predicate<Type> types, Set<String> names) {
        for (Stmt statement : statements) {
            if (statement instanceof Stmt.Var variable
                    && types.test(variable.value().type())) {
                names.add(variable.name());
            } else if (statement instanceof Stmt.For loop) {
                collect(loop.body(), types, names);
            } else if (statement instanceof Stmt.If branch) {
                collect(branch.yes(), types, names);
                collect(branch.no(), types, names);
            }
        }
    }
}
