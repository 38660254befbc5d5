package dev.nnc.compiler.passes;

import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.op.Absolute;
import dev.nnc.compiler.ir.op.Add;
import dev.nnc.compiler.ir.op.Divide;
import dev.nnc.compiler.ir.op.Maximum;
import dev.nnc.compiler.ir.op.Minimum;
import dev.nnc.compiler.ir.op.Multiply;
import dev.nnc.compiler.ir.op.Negate;
import dev.nnc.compiler.ir.op.Power;
import dev.nnc.compiler.ir.op.ReciprocalSqrt;
import dev.nnc.compiler.ir.op.Sqrt;
import dev.nnc.compiler.ir.op.StopGradient;
import dev.nnc.compiler.ir.op.Subtract;
import java.util.List;

/** Identities of sums, products and powers. */
final class ArithmeticRules {
    static final List<Rule> ALL = List.of(
            ArithmeticRules::add,
            ArithmeticRules::subtract,
            ArithmeticRules::negate,
            ArithmeticRules::multiply,
            ArithmeticRules::divide,
            ArithmeticRules::power,
            ArithmeticRules::idempotent);

    private ArithmeticRules() {}

    /** {@code x + 0 = x, a + -b = a - b, (x + c) + d = x + (c + d)}. */
    private static int add(Rewriter graph, Op op, int... inputs) {
        if (!(op instanceof Add)) {
            return Rule.NONE;
        }
        int a = inputs[0];
        int b = inputs[1];
        if (graph.isSplat(a) && !graph.isSplat(b)) {
            return graph.add(op, b, a);
        }
        if (graph.is(b, 0)) {
            return a;
        }
        if (graph.is(b, Negate.class)) {
            return graph.add(new Subtract(), a, graph.input(b));
        }
        if (graph.is(a, Negate.class)) {
            return graph.add(new Subtract(), b, graph.input(a));
        }
        return merged(graph, op, a, b);
    }

    /** {@code x - 0 = x, 0 - x = -x, a - -b = a + b, x - c = x + -c}. */
    private static int subtract(Rewriter graph, Op op, int... inputs) {
        if (!(op instanceof Subtract)) {
            return Rule.NONE;
        }
        int a = inputs[0];
        int b = inputs[1];
        if (graph.is(a, 0)) {
            return graph.add(new Negate(), b);
        }
        if (graph.is(b, Negate.class)) {
            return graph.add(new Add(), a, graph.input(b));
        }
        if (graph.isSplat(b)) {
            return graph.add(new Add(), a, graph.constant(-graph.splat(b), graph.type(b)));
        }
        return Rule.NONE;
    }

    /** {@code --x = x, -(a - b) = b - a, -(x * c) = x * -c}. */
    private static int negate(Rewriter graph, Op op, int... inputs) {
        if (!(op instanceof Negate)) {
            return Rule.NONE;
        }
        int x = inputs[0];
        if (graph.is(x, Negate.class)) {
            return graph.input(x);
        }
        if (graph.is(x, Subtract.class)) {
            return graph.add(new Subtract(), graph.node(x).input(1), graph.input(x));
        }
        if (graph.is(x, Multiply.class) && graph.isSplat(graph.node(x).input(1))) {
            int factor = graph.node(x).input(1);
            return graph.add(new Multiply(), graph.input(x), graph.constant(-graph.splat(factor), graph.type(factor)));
        }
        return Rule.NONE;
    }

    /** {@code x * 1 = x, x * -1 = -x, (x * c) * d = x * (c * d), -x * c = x * -c, -a * -b = a * b}. */
    private static int multiply(Rewriter graph, Op op, int... inputs) {
        if (!(op instanceof Multiply)) {
            return Rule.NONE;
        }
        int a = inputs[0];
        int b = inputs[1];
        if (graph.isSplat(a) && !graph.isSplat(b)) {
            return graph.add(op, b, a);
        }
        if (graph.is(b, 1)) {
            return a;
        }
        if (graph.is(b, -1)) {
            return graph.add(new Negate(), a);
        }
        if (graph.is(a, Negate.class) && graph.isSplat(b)) {
            return graph.add(op, graph.input(a), graph.constant(-graph.splat(b), graph.type(b)));
        }
        if (graph.is(a, Negate.class) && graph.is(b, Negate.class)) {
            return graph.add(op, graph.input(a), graph.input(b));
        }
        return merged(graph, op, a, b);
    }

    /** {@code (x . c) . d = x . (c . d)} for a sum or a product. */
    private static int merged(Rewriter graph, Op op, int a, int b) {
        boolean chain = graph.isSplat(b)
                && graph.node(a).op().equals(op)
                && graph.isSplat(graph.node(a).input(1));
        if (!chain) {
            return Rule.NONE;
        }
        double first = graph.splat(graph.node(a).input(1));
        double second = graph.splat(b);
        double joined = op instanceof Add ? first + second : first * second;
        return graph.add(op, graph.input(a), graph.constant(joined, graph.type(b)));
    }

    /** {@code x / 1 = x}; dividing by a power of two is an exact product. */
    private static int divide(Rewriter graph, Op op, int... inputs) {
        if (!(op instanceof Divide) || !graph.isSplat(inputs[1])) {
            return Rule.NONE;
        }
        double divisor = graph.splat(inputs[1]);
        boolean exact = Math.abs(Math.getExponent(divisor)) < Float.MAX_EXPONENT
                && Math.abs(divisor) == Math.scalb(1.0, Math.getExponent(divisor));
        return exact
                ? graph.add(new Multiply(), inputs[0], graph.constant(1 / divisor, graph.type(inputs[1])))
                : Rule.NONE;
    }

    /** Small whole exponents are products; one half is a square root, as in PyTorch. */
    private static int power(Rewriter graph, Op op, int... inputs) {
        if (!(op instanceof Power) || !graph.isSplat(inputs[1])) {
            return Rule.NONE;
        }
        int x = inputs[0];
        double exponent = graph.splat(inputs[1]);
        if (exponent == 0) {
            return graph.constant(1, graph.type(x));
        }
        if (exponent == 1) {
            return x;
        }
        if (exponent == 2) {
            return graph.add(new Multiply(), x, x);
        }
        if (exponent == 3) {
            return graph.add(new Multiply(), graph.add(new Multiply(), x, x), x);
        }
        if (exponent == -1) {
            return graph.add(new Divide(), graph.constant(1, graph.type(x)), x);
        }
        if (exponent == 0.5) {
            return graph.add(new Sqrt(), x);
        }
        return exponent == -0.5 ? graph.add(new ReciprocalSqrt(), x) : Rule.NONE;
    }

    /** Operators that have nothing to do, or nothing left to do. */
    private static int idempotent(Rewriter graph, Op op, int... inputs) {
        if (op instanceof StopGradient || op instanceof Absolute && graph.is(inputs[0], Absolute.class)) {
            return inputs[0];
        }
        boolean extremum = op instanceof Maximum || op instanceof Minimum;
        return extremum && inputs[0] == inputs[1] ? inputs[0] : Rule.NONE;
    }
}
