package dev.nnc.compiler.emit;

import static dev.nnc.compiler.loops.kernel.Expr.Operator.ADD;
import static dev.nnc.compiler.loops.kernel.Expr.Operator.AND;
import static dev.nnc.compiler.loops.kernel.Expr.Operator.DIVIDE;
import static dev.nnc.compiler.loops.kernel.Expr.Operator.LARGER;
import static dev.nnc.compiler.loops.kernel.Expr.Operator.MULTIPLY;
import static dev.nnc.compiler.loops.kernel.Expr.Operator.SHIFT_LEFT;
import static dev.nnc.compiler.loops.kernel.Expr.Operator.SHIFT_RIGHT_UNSIGNED;
import static dev.nnc.compiler.loops.kernel.Expr.Operator.SMALLER;
import static dev.nnc.compiler.loops.kernel.Expr.Operator.SUBTRACT;
import static dev.nnc.compiler.loops.kernel.Expr.Operator.XOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javapoet.CodeBlock;
import dev.nnc.compiler.ir.op.Compare.Relation;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Type;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Expressions in both flavours: the same meaning, with as few parentheses as it takes. */
class ExpressionPrinterTest {
    private static final Map<String, String> NAMES = Map.of("a", "a", "x", "x", "y", "y", "i", "i", "j", "j", "m", "m");
    private static final Expr X = new Expr.Local("x", Type.LANES);
    private static final Expr Y = new Expr.Local("y", Type.LANES);
    private static final Expr MASK = new Expr.Local("m", Type.MASK);
    private static final Expr WORDS = new Expr.Local("i", Type.INT_LANES);
    private static final Expr I = new Expr.Local("i", Type.INT);
    private static final Expr J = new Expr.Local("j", Type.INT);

    @Test
    void wholeNumbers() {
        prints(whole(ADD, I, whole(MULTIPLY, J, number(16))), "i + j * 16", "i + j * 16");
        prints(whole(MULTIPLY, whole(ADD, I, J), number(2)), "(i + j) * 2", "(i + j) * 2");
        prints(whole(SUBTRACT, I, whole(SUBTRACT, J, number(1))), "i - (j - 1)", "i - (j - 1)");
        prints(whole(ADD, I, whole(ADD, J, number(1))), "i + j + 1", "i + j + 1");
        prints(whole(MULTIPLY, I, whole(DIVIDE, J, number(3))), "i * (j / 3)", "i * (j / 3)");
        prints(whole(AND, whole(SHIFT_LEFT, I, number(2)), number(1023)), "i << 2 & 0x3ff", "i << 2 & 0x3ff");
        prints(whole(MULTIPLY, number(2), new Expr.LaneCount()), "2 * L", "2 * L");
    }

    @Test
    void arithmeticOfLanes() {
        prints(lanes(ADD, lanes(MULTIPLY, X, Y), X), "x * y + x", "x.mul(y).add(x)");
        prints(lanes(SUBTRACT, X, lanes(SUBTRACT, Y, X)), "x - (y - x)", "x.sub(y.sub(x))");
        prints(lanes(ADD, X, lanes(ADD, Y, X)), "x + (y + x)", "x.add(y.add(x))");
        prints(lanes(DIVIDE, splat(1), X), "1f / x", "FloatVector.broadcast(S, 1f).div(x)");
        prints(lanes(MULTIPLY, splat(0.5f), X), "0.5f * x", "x.mul(0.5f)");
        prints(new Expr.Fma(X, Y, splat(2)), "Math.fma(x, y, 2f)", "x.fma(y, FloatVector.broadcast(S, 2f))");
        prints(new Expr.Unary(Expr.Function.NEGATE, lanes(ADD, X, Y)), "-(x + y)", "x.add(y).neg()");
        prints(new Expr.Unary(Expr.Function.SQUARE_ROOT, X), "(float) Math.sqrt(x)", "x.sqrt()");
        prints(new Expr.Load("a", I), "a[i]", "FloatVector.fromArray(S, a, i)");
    }

    @Test
    void largerAndSmallerNumbers() {
        Expr x = new Expr.Local("x", Type.FLOAT);
        Expr y = new Expr.Local("y", Type.FLOAT);
        prints(new Expr.Arithmetic(LARGER, x, y), "Math.max(x, y)", "Math.max(x, y)");
        prints(new Expr.Arithmetic(SMALLER, x, y), "Math.min(x, y)", "Math.min(x, y)");
    }

    @Test
    void choices() {
        Expr positive = new Expr.Comparison(Relation.GT, X, splat(0));
        prints(positive, "x > 0f", "x.compare(VectorOperators.GT, 0f)");
        prints(
                new Expr.Choice(positive, X, splat(0)),
                "x > 0f ? x : 0f",
                "FloatVector.zero(S).blend(x, x.compare(VectorOperators.GT, 0f))");
        prints(new Expr.Logic(XOR, MASK, positive), "m != x > 0f", "m.eq(x.compare(VectorOperators.GT, 0f).not())");
        prints(new Expr.Choice(MASK, WORDS, WORDS), "m ? i : i", "i.blend(i, m.cast(I))");
    }

    @Test
    void bits() {
        Expr shifted = new Expr.Arithmetic(SHIFT_RIGHT_UNSIGNED, WORDS, new Expr.Splat(number(9)));
        prints(shifted, "i >>> 9", "i.lanewise(VectorOperators.LSHR, 9)");
        prints(
                new Expr.Arithmetic(AND, new Expr.Bits(X), new Expr.Splat(number(0x7fffff))),
                "Float.floatToRawIntBits(x) & 0x7fffff",
                "x.reinterpretAsInts().and(0x7fffff)");
        prints(new Expr.FromBits(WORDS), "Float.intBitsToFloat(i)", "i.reinterpretAsFloats()");
        prints(new Expr.ToFloat(whole(ADD, I, J)), "(float) (i + j)", "(float) (i + j)");
    }

    private static void prints(Expr expression, String scalar, String vector) {
        assertThat(line(new ExpressionPrinter(NAMES), expression)).isEqualTo(scalar);
        assertThat(line(new VectorPrinter(NAMES), expression)).isEqualTo(vector);
    }

    private static String line(ExpressionPrinter printer, Expr expression) {
        String text = CodeBlock.of("$L\n", printer.code(expression)).toString();
        return text.strip()
                .replaceAll("\\n\\s+\\.", ".")
                .replaceAll("\\n\\s+", " ")
                .replace("jdk.incubator.vector.", "");
    }

    private static Expr whole(Expr.Operator operator, Expr left, Expr right) {
        return new Expr.IntArithmetic(operator, left, right);
    }

    private static Expr lanes(Expr.Operator operator, Expr left, Expr right) {
        return new Expr.Arithmetic(operator, left, right);
    }

    private static Expr number(int value) {
        return new Expr.IntLiteral(value);
    }

    private static Expr splat(float value) {
        return new Expr.Splat(new Expr.FloatLiteral(value));
    }
}
