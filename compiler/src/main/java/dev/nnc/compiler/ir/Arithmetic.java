package dev.nnc.compiler.ir;

import dev.nnc.compiler.ir.op.Absolute;
import dev.nnc.compiler.ir.op.Add;
import dev.nnc.compiler.ir.op.And;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Cast;
import dev.nnc.compiler.ir.op.Compare;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.ir.op.Cos;
import dev.nnc.compiler.ir.op.Divide;
import dev.nnc.compiler.ir.op.Erf;
import dev.nnc.compiler.ir.op.Exp;
import dev.nnc.compiler.ir.op.Expm1;
import dev.nnc.compiler.ir.op.Floor;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Log;
import dev.nnc.compiler.ir.op.Log1p;
import dev.nnc.compiler.ir.op.Maximum;
import dev.nnc.compiler.ir.op.Minimum;
import dev.nnc.compiler.ir.op.Multiply;
import dev.nnc.compiler.ir.op.Negate;
import dev.nnc.compiler.ir.op.Not;
import dev.nnc.compiler.ir.op.Or;
import dev.nnc.compiler.ir.op.Power;
import dev.nnc.compiler.ir.op.ReciprocalSqrt;
import dev.nnc.compiler.ir.op.Reduce;
import dev.nnc.compiler.ir.op.Reshape;
import dev.nnc.compiler.ir.op.Select;
import dev.nnc.compiler.ir.op.Sigmoid;
import dev.nnc.compiler.ir.op.Sign;
import dev.nnc.compiler.ir.op.Sin;
import dev.nnc.compiler.ir.op.Softplus;
import dev.nnc.compiler.ir.op.Sqrt;
import dev.nnc.compiler.ir.op.StopGradient;
import dev.nnc.compiler.ir.op.Subtract;
import dev.nnc.compiler.ir.op.Tanh;
import dev.nnc.compiler.ir.op.Transpose;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes formulas into a graph: every method adds nodes and returns the id of the last.
 *
 * <p>Operands of different shapes are broadcast: the batch axis apart, axes are aligned at the end, as NumPy does, and an
 * axis of size 1 repeats. So {@code [n]} meets {@code [b,n]}, and {@code [b]} meets {@code [n]} as {@code [b,n]}.
 */
public final class Arithmetic {
    private final GraphBuilder graph;

    public Arithmetic(GraphBuilder graph) {
        this.graph = graph;
    }

    public int add(int a, int b) {
        return joined(new Add(), a, b);
    }

    public int sub(int a, int b) {
        return joined(new Subtract(), a, b);
    }

    public int mul(int a, int b) {
        return joined(new Multiply(), a, b);
    }

    public int div(int a, int b) {
        return joined(new Divide(), a, b);
    }

    public int pow(int a, int b) {
        return joined(new Power(), a, b);
    }

    public int max(int a, int b) {
        return joined(new Maximum(), a, b);
    }

    public int min(int a, int b) {
        return joined(new Minimum(), a, b);
    }

    public int eq(int a, int b) {
        return joined(new Compare(Compare.Relation.EQ), a, b);
    }

    public int ne(int a, int b) {
        return joined(new Compare(Compare.Relation.NE), a, b);
    }

    public int lt(int a, int b) {
        return joined(new Compare(Compare.Relation.LT), a, b);
    }

    public int le(int a, int b) {
        return joined(new Compare(Compare.Relation.LE), a, b);
    }

    public int gt(int a, int b) {
        return joined(new Compare(Compare.Relation.GT), a, b);
    }

    public int ge(int a, int b) {
        return joined(new Compare(Compare.Relation.GE), a, b);
    }

    public int and(int a, int b) {
        return joined(new And(), a, b);
    }

    public int or(int a, int b) {
        return joined(new Or(), a, b);
    }

    public int not(int x) {
        return graph.add(new Not(), x);
    }

    /** {@code condition ? a : b}. */
    public int select(int condition, int a, int b) {
        return joined(new Select(), condition, a, b);
    }

    public int neg(int x) {
        return graph.add(new Negate(), x);
    }

    public int abs(int x) {
        return graph.add(new Absolute(), x);
    }

    public int sign(int x) {
        return graph.add(new Sign(), x);
    }

    public int floor(int x) {
        return graph.add(new Floor(), x);
    }

    public int exp(int x) {
        return graph.add(new Exp(), x);
    }

    public int expm1(int x) {
        return graph.add(new Expm1(), x);
    }

    public int log(int x) {
        return graph.add(new Log(), x);
    }

    public int log1p(int x) {
        return graph.add(new Log1p(), x);
    }

    public int sqrt(int x) {
        return graph.add(new Sqrt(), x);
    }

    public int rsqrt(int x) {
        return graph.add(new ReciprocalSqrt(), x);
    }

    public int sin(int x) {
        return graph.add(new Sin(), x);
    }

    public int cos(int x) {
        return graph.add(new Cos(), x);
    }

    public int tanh(int x) {
        return graph.add(new Tanh(), x);
    }

    public int sigmoid(int x) {
        return graph.add(new Sigmoid(), x);
    }

    public int softplus(int x) {
        return graph.add(new Softplus(), x);
    }

    public int erf(int x) {
        return graph.add(new Erf(), x);
    }

    /** {@code x * x}. */
    public int square(int x) {
        return mul(x, x);
    }

    public int stopGradient(int x) {
        return graph.add(new StopGradient(), x);
    }

    /** The same values as another element type; nothing is added when it is theirs. */
    public int cast(int x, DType dtype) {
        return graph.type(x).dtype() == dtype ? x : graph.add(new Cast(dtype), x);
    }

    /** A number of rank 0, which broadcasts to everything. */
    public int scalar(double value) {
        return graph.constant(value, TensorType.f32());
    }

    /** A constant of the type of {@code x}. */
    public int like(int x, double value) {
        return graph.constant(value, graph.type(x));
    }

    /** {@code x * factor}. */
    public int scale(int x, double factor) {
        return mul(x, like(x, factor));
    }

    /** {@code x + offset}. */
    public int shift(int x, double offset) {
        return add(x, like(x, offset));
    }

    /** A contraction such as {@code bi,oi->bo}. */
    public int contract(String axes, int a, int b) {
        return graph.add(Contraction.of(axes), a, b);
    }

    /** The same elements along other axes; nothing is added when they are the same. */
    public int reshape(int x, List<Axis> axes) {
        return graph.type(x).axes().equals(axes) ? x : graph.add(new Reshape(axes), x);
    }

    /** Axis {@code i} of the result is axis {@code order[i]} of {@code x}. */
    public int transpose(int x, List<Integer> order) {
        return graph.add(new Transpose(order), x);
    }

    /** The sum over axes, which stay as axes of size 1 when {@code keep}. */
    public int sum(int x, List<Integer> axes, boolean keep) {
        return reduce(Reduce.Kind.SUM, x, axes, keep);
    }

    /** The largest element over axes. */
    public int max(int x, List<Integer> axes, boolean keep) {
        return reduce(Reduce.Kind.MAX, x, axes, keep);
    }

    /** The smallest element over axes. */
    public int min(int x, List<Integer> axes, boolean keep) {
        return reduce(Reduce.Kind.MIN, x, axes, keep);
    }

    /** The mean over axes; over the batch it divides by the number of examples that are there. */
    public int mean(int x, List<Integer> axes, boolean keep) {
        int sum = sum(x, axes, keep);
        long fixed = 1;
        boolean batch = false;
        for (int index : axes) {
            Axis axis = graph.type(x).axis(index);
            ShapeMismatch.require(!(axis instanceof Axis.Length), "a mean along %s needs a mask", axis);
            batch |= axis.isBatch();
            fixed *= axis.isBatch() ? 1 : axis.extent(1);
        }
        int each = fixed == 1 ? sum : scale(sum, 1.0 / fixed);
        return batch ? div(each, count()) : each;
    }

    /** The number of examples in the batch, of rank 0. */
    public int count() {
        return graph.add(new Leaf(Leaf.Kind.COUNT, "count", TensorType.f32()));
    }

    private int reduce(Reduce.Kind kind, int x, List<Integer> axes, boolean keep) {
        if (axes.isEmpty()) {
            return x;
        }
        List<Axis> kept = new ArrayList<>(graph.type(x).axes());
        int reduced = graph.add(new Reduce(kind, axes), x);
        axes.forEach(axis -> kept.set(axis, Axis.of(1)));
        return keep ? reshape(reduced, kept) : reduced;
    }

    private int joined(Op op, int... operands) {
        List<Axis> axes = commonAxes(operands);
        int[] wide = new int[operands.length];
        for (int i = 0; i < operands.length; i++) {
            wide[i] = broadcastTo(operands[i], axes);
        }
        return graph.add(op, wide);
    }

    /**
     * The axes to which all operands broadcast.
     *
     * @throws ShapeMismatch when there are none
     */
    public List<Axis> commonAxes(int... operands) {
        List<Axis> axes = graph.type(operands[0]).axes();
        for (int operand : operands) {
            axes = Broadcasting.common(axes, graph.type(operand).axes());
        }
        return axes;
    }

    /**
     * Repeats {@code x} along the axes that it lacks, and along its axes of size 1; nothing is added when it has the axes.
     *
     * @throws ShapeMismatch when it does not fit
     */
    public int broadcastTo(int x, List<Axis> axes) {
        TensorType type = graph.type(x);
        if (type.axes().equals(axes)) {
            return x;
        }
        Broadcasting fit = Broadcasting.of(type, axes);
        return graph.add(new Broadcast(axes, fit.places()), reshape(x, fit.kept()));
    }
}
