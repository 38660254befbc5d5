package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import java.util.List;

/**
 * The error function, {@code 2 / sqrt(pi)} times the integral of {@code e^-t^2} from 0 to x.
 *
 * <p>Reference meaning: {@code 2 / sqrt(pi) * e^-x^2 * sum over n of 2^n x^(2n+1) / (1 * 3 * ... * (2n+1))} (Abramowitz and
 * Stegun, 7.1.6), whose terms all have one sign, so that nothing cancels.
 */
public record Erf() implements Unary {
    /** From here on the error function is 1 in double precision. */
    private static final double SATURATED = 6;

    private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);

    @Override
    public String name() {
        return "erf";
    }

    @Override
    public double apply(double x) {
        if (Math.abs(x) >= SATURATED) {
            return Math.signum(x);
        }
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > Math.abs(sum) * 1e-18; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return TWO_OVER_ROOT_PI * Math.exp(-x * x) * sum;
    }

    @Override
    public boolean isDear() {
        return true;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        Arithmetic math = new Arithmetic(graph);
        int bell = math.exp(math.neg(math.square(node.input(0))));
        return List.of(math.mul(adjoint, math.scale(bell, TWO_OVER_ROOT_PI)));
    }
}
