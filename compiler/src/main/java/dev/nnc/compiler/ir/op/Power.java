package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import java.util.List;

/**
 * {@code a ^ b}, element by element, with the borders of PyTorch's {@code pow}: {@code a ^ 0} is 1 and its slope in a is 0
 * for every a; the slope of {@code 0 ^ b} in b is 0 for {@code b >= 0}.
 */
public record Power() implements Binary {
    @Override
    public String name() {
        return "pow";
    }

    @Override
    public double apply(double a, double b) {
        return Math.pow(a, b);
    }

    @Override
    public boolean isDear() {
        return true;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        Arithmetic math = new Arithmetic(graph);
        int base = node.input(0);
        int exponent = node.input(1);
        int zero = math.like(node.id(), 0);
        int slope = math.mul(exponent, math.pow(base, math.shift(exponent, -1)));
        int toBase = math.select(math.eq(exponent, zero), zero, math.mul(adjoint, slope));
        int flat = math.and(math.eq(base, zero), math.ge(exponent, zero));
        int growth = math.mul(node.id(), math.log(base));
        return List.of(toBase, math.select(flat, zero, math.mul(adjoint, growth)));
    }
}
