package dev.nnc.compiler.semantic.library.function;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;

/**
 * {@code matmul(a, b)}: sums over the last axis of a and the last but one of b, or its only one. Axes before those two are
 * the same in both, or one of them lacks them.
 */
final class MatrixProduct {
    static final Builtin<Value> MATMUL =
            Builtin.of("matmul", MatrixProduct::of, Formal.floats("a"), Formal.floats("b"));

    private MatrixProduct() {}

    private static Value of(Call call) {
        Letters a = new Letters(call.type("a"));
        Letters b = new Letters(call.type("b"));
        ShapeMismatch.require(
                a.rank() >= 1 && b.rank() >= 1,
                "matmul needs vectors or matrices, not %s and %s",
                call.type("a"),
                call.type("b"));
        String left = a.batch() + a.leading(2) + (a.rank() > 1 ? "r" : "") + "k";
        String right = b.batch() + b.leading(2) + "k" + (b.rank() > 1 ? "c" : "");
        String leading = a.rank() > b.rank() ? a.leading(2) : b.leading(2);
        String batch = a.batch().isEmpty() ? b.batch() : a.batch();
        String out = batch + leading + (a.rank() > 1 ? "r" : "") + (b.rank() > 1 ? "c" : "");
        requireSame(call, a, b);
        return call.result(call.graph().add(new Contraction(left, right, out), call.node("a"), call.node("b")));
    }

    private static void requireSame(Call call, Letters a, Letters b) {
        Axis summed = a.axis(1);
        Axis other = b.axis(b.rank() > 1 ? 2 : 1);
        ShapeMismatch.require(
                summed.equals(other),
                "the last axis of %s, of size %s, and the " + (b.rank() > 1 ? "last but one" : "only one")
                        + " of %s, of size %s, must have one size",
                call.type("a"),
                summed,
                call.type("b"),
                other);
    }

    /** The axes of an example of one operand, counted from the end, and the letters of those that lead. */
    private record Letters(TensorType type) {
        int rank() {
            return type.hasBatch() ? type.rank() - 1 : type.rank();
        }

        String batch() {
            return type.hasBatch() ? "b" : "";
        }

        /** The axis {@code back} places from the end. */
        Axis axis(int back) {
            return type.axis(type.rank() - back);
        }

        /** Letters of the axes before the last {@code matrix}, aligned at the end. */
        String leading(int matrix) {
            StringBuilder letters = new StringBuilder();
            for (int i = rank() - matrix; i >= 1; i--) {
                letters.append((char) ('A' + i - 1));
            }
            return letters.toString();
        }
    }
}
