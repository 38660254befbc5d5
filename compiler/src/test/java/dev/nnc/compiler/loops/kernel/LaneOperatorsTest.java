package dev.nnc.compiler.loops.kernel;

import static dev.nnc.compiler.loops.kernel.LaneOperators.FLOAT;
import static dev.nnc.compiler.loops.kernel.LaneOperators.FLOATS;
import static dev.nnc.compiler.loops.kernel.LaneOperators.INT;
import static dev.nnc.compiler.loops.kernel.LaneOperators.INTS;
import static dev.nnc.compiler.loops.kernel.LaneOperators.MASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.ir.op.Compare.Relation;
import dev.nnc.compiler.loops.kernel.Expr.Operator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Operators on lanes are found wherever they stand in a kernel, and told apart by the kinds of their operands. */
class LaneOperatorsTest {
    private static final Expr A = new Expr.Load("a", Exprs.whole(0));
    private static final Expr NUMBER = new Expr.Splat(new Expr.FloatLiteral(0.5f));

    private static LaneOperators of(Expr value) {
        Stmt store = new Stmt.Store("c", Exprs.whole(0), value);
        Stmt branch = new Stmt.If(Exprs.compare(Relation.GE, Exprs.LANES, Exprs.whole(16)), List.of(), List.of(store));
        Stmt loop = new Stmt.For("i", Exprs.whole(0), Exprs.whole(4), Exprs.LANES, List.of(branch));
        return LaneOperators.of(List.of(new Kernel("kernel", List.of(), List.of(), List.of(loop))));
    }

    private static Expr arithmetic(Operator operator, Expr left, Expr right) {
        return new Expr.Arithmetic(operator, left, right);
    }

    @Test
    void numbersAreOtherOperandsThanLanes() {
        LaneOperators operators = of(arithmetic(Operator.ADD, A, NUMBER));
        assertThat(operators.use(arithmetic(Operator.ADD, FLOATS, FLOAT))).isTrue();
        assertThat(operators.use(arithmetic(Operator.ADD, FLOATS, FLOATS))).isFalse();
        assertThat(operators.use(arithmetic(Operator.MULTIPLY, FLOATS, FLOAT))).isFalse();
    }

    @Test
    void lanesComeFirstWhereTheyMay() {
        assertThat(of(arithmetic(Operator.MULTIPLY, NUMBER, A)).use(arithmetic(Operator.MULTIPLY, FLOATS, FLOAT)))
                .isTrue();
        assertThat(of(arithmetic(Operator.SUBTRACT, NUMBER, A)).use(arithmetic(Operator.SUBTRACT, FLOATS, FLOATS)))
                .isTrue();
    }

    @Test
    void operandsAreSearched() {
        Expr shifted = new Expr.FromBits(
                arithmetic(Operator.SHIFT_LEFT, new Expr.Bits(A), new Expr.Splat(new Expr.IntLiteral(23))));
        Expr chosen = new Expr.Choice(new Expr.Comparison(Relation.LT, A, NUMBER), NUMBER, shifted);
        LaneOperators operators = of(new Expr.Fma(A, A, new Expr.Unary(Expr.Function.SQUARE_ROOT, chosen)));
        assertThat(List.of(
                        new Expr.Fma(FLOATS, FLOATS, FLOATS),
                        new Expr.Unary(Expr.Function.SQUARE_ROOT, FLOATS),
                        new Expr.Choice(MASK, FLOAT, FLOATS),
                        new Expr.Comparison(Relation.LT, FLOATS, FLOAT),
                        new Expr.FromBits(INTS),
                        arithmetic(Operator.SHIFT_LEFT, INTS, INT),
                        new Expr.Bits(FLOATS)))
                .allMatch(operators::use);
        assertThat(operators.use(new Expr.Choice(MASK, FLOATS, FLOATS))).isFalse();
    }

    @Test
    void oneNumberThatChoosesIsNoOperatorOnLanes() {
        Expr condition = Exprs.compare(Relation.LT, Exprs.index("i"), Exprs.whole(2));
        LaneOperators operators = of(new Expr.Choice(condition, arithmetic(Operator.DIVIDE, A, A), NUMBER));
        assertThat(operators.use(arithmetic(Operator.DIVIDE, FLOATS, FLOATS))).isTrue();
        assertThat(operators.use(new Expr.Choice(MASK, FLOATS, FLOATS))).isFalse();
    }

    @Test
    void lanesAreSwappedAndChosenByTheBitsOfTheirNumbers() {
        Expr chosen = new Expr.Choice(new Expr.LaneBit(4), new Expr.SwappedLanes(A, 2), new Expr.SwappedLanes(A, 1));
        LaneOperators operators = of(chosen);
        assertThat(operators.swappedBits()).containsExactly(1, 2);
        assertThat(operators.laneBits()).containsExactly(4);
        assertThat(operators.use(new Expr.Choice(MASK, FLOATS, FLOATS))).isTrue();
    }

    @Test
    void aNumberThatOperatorsTakeIsNoVector() {
        Expr number = new Expr.Splat(new Expr.IntLiteral(3));
        Expr bits = new Expr.Bits(A);
        Expr masked = new Expr.FromBits(arithmetic(Operator.AND, bits, number));
        assertThat(of(masked).useIntSpecies()).isFalse();
        Expr shifted = new Expr.FromBits(arithmetic(Operator.SHIFT_LEFT, number, bits));
        assertThat(of(shifted).useIntSpecies()).isTrue();
        Expr mask = new Expr.Comparison(Relation.LT, A, NUMBER);
        assertThat(of(new Expr.FromBits(new Expr.Choice(mask, number, bits))).useIntSpecies())
                .isTrue();
    }
}
