package dev.nnc.compiler.passes;

import dev.nnc.compiler.ir.Graph;
import java.util.List;
import java.util.stream.Stream;

/**
 * Applies identities of arithmetic. Each gives the same value for every number, infinity and NaN, up to rounding and the
 * sign of zero; so {@code x * 0} and {@code x - x} stay as they are. {@link DeviationRules}, {@link FactorRules} and {@link
 * SoftmaxRules} alone say what they give for numbers that are not finite.
 */
final class SimplifyAlgebra implements Pass {
    private static final List<Rule> RULES = Stream.of(
                    ArithmeticRules.ALL,
                    FactorRules.ALL,
                    LogicRules.ALL,
                    SelectRules.ALL,
                    MovementRules.ALL,
                    PadRules.ALL,
                    PoolRules.ALL,
                    BroadcastRules.ALL,
                    DeviationRules.ALL,
                    SoftmaxRules.ALL,
                    ReductionRules.ALL,
                    ContractionRules.ALL)
            .flatMap(List::stream)
            .toList();

    @Override
    public String name() {
        return "simplify-algebra";
    }

    @Override
    public Graph run(Graph graph) {
        return Rewriter.rewrite(graph, RULES);
    }
}
