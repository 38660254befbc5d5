package dev.nnc.compiler.docs;

import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Rate;
import java.math.BigDecimal;
import java.util.stream.Collectors;

/** How the reference writes what a built-in takes: {@code dropout(x, p = 0.5)}, with {@code [brackets]} around what may be left out. */
final class Signatures {
    private Signatures() {}

    /** The signature of a built-in. */
    static String of(Builtin<?> builtin) {
        return builtin.name()
                + builtin.formals().stream().map(Signatures::of).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String of(Formal formal) {
        if (formal.isVariadic()) {
            return formal.name() + "...";
        }
        if (formal.fallback().isPresent()) {
            return formal.name() + " = " + text(formal.fallback().get());
        }
        return formal.required() ? formal.name() : "[" + formal.name() + "]";
    }

    private static String text(Object fallback) {
        if (fallback instanceof Rate rate) {
            return text(rate.rate());
        }
        return fallback instanceof Double number ? text(number.doubleValue()) : fallback.toString();
    }

    private static String text(double number) {
        if (number == 0 || Math.abs(number) >= 1e-3) {
            return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
        }
        return String.valueOf(number).toLowerCase().replace(".0e", "e");
    }
}
