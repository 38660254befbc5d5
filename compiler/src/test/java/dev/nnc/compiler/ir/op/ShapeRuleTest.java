package dev.nnc.compiler.ir.op;

import static dev.nnc.compiler.ir.TensorType.f32;
import static dev.nnc.compiler.ir.TensorType.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.ShapeMismatch;
import dev.nnc.compiler.ir.TensorType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each operator says of operands that it does not take. */
class ShapeRuleTest {
    private static final TensorType X = f32(3).batched();
    private static final TensorType Y = f32(4).batched();
    private static final TensorType IDS = of(DType.I32, 3).batched();
    private static final TensorType TEXT =
            new TensorType(DType.F32, List.of(Axis.BATCH, new Axis.Length("T", 5), Axis.of(2)));

    @Test
    void elementwise() {
        refuses(new Add(), "add needs operands of one shape, not f32[b,3] and f32[b,4]", X, Y);
        refuses(new Exp(), "exp computes with f32, not i32[b,3]", IDS);
        refuses(new And(), "and computes with bool, not f32[b,3]", X, X);
        refuses(new Compare(Compare.Relation.LT), "lt compares values of one type, not f32[b,3] and i32[b,3]", X, IDS);
        refuses(
                new Select(),
                "select needs a condition and two values of one type, not f32[b,3], f32[b,3] and f32[b,3]",
                X,
                X,
                X);
        refuses(new Cast(DType.I32), "f32[b,3] does not cast to i32", X);
        refuses(new Cast(DType.F32), "f32[b,3] does not cast to f32", X);
    }

    @Test
    void arity() {
        GraphBuilder graph = new GraphBuilder("g");
        int x = graph.constant(1, X);
        assertThatThrownBy(() -> graph.add(new Add(), x))
                .isInstanceOf(ShapeMismatch.class)
                .hasMessage("add takes 2 inputs, not 1");
    }

    @Test
    void broadcast() {
        refuses(new Broadcast(Y.axes(), List.of(0, 1)), "f32[b,3] does not broadcast to [b, 4] at [0, 1]", X);
        refuses(new Broadcast(Y.axes(), List.of(0)), "broadcast places [0] do not fit f32[b,3]", X);
    }

    @Test
    void reductions() {
        refuses(new Reduce(Reduce.Kind.SUM, List.of(2)), "f32[b,3] has no axes [2] to reduce", X);
        refuses(new ArgMax(2), "argmax: f32[b,3] has no axis 2", X);
        refuses(new ArgMax(0), "argmax looks for f32 inside of an example, not along axis 0 of f32[b,3]", X);
    }

    @Test
    void contraction() {
        refuses(
                Contraction.of("bi,oi->bo"),
                "f32[b,3] and f32[2,4] differ along the axis that is summed",
                X,
                f32(2, 4));
        refuses(Contraction.of("bi,i->b"), "bi,i->b does not fit f32[b,3] and f32[2,3]", X, f32(2, 3));
        refuses(Contraction.of("bi,o->b"), "bi,o->b sums over an axis of one operand", X, f32(2));
    }

    @Test
    void reshape() {
        refuses(new Reshape(Y.axes()), "f32[b,3] does not reshape to f32[b,4]", X);
        refuses(new Reshape(f32(5, 2).batched().axes()), "f32[b,T<=5,2] does not reshape to f32[b,5,2]", TEXT);
        refuses(new Reshape(f32(3).axes()), "f32[b,3] does not reshape to f32[3]", X);
        Axis length = TEXT.axis(1);
        assertThat(new Reshape(List.of(Axis.BATCH, length, Axis.of(2), Axis.of(1))).type(List.of(TEXT)))
                .hasToString("f32[b,T<=5,2,1]");
    }

    @Test
    void movement() {
        refuses(new Transpose(List.of(1, 0)), "transpose [1, 0] moves the batch axis of f32[b,3]", X);
        refuses(new Transpose(List.of(0, 0)), "[0, 0] is no order of the axes of f32[b,3]", X);
        refuses(new Slice(1, 1, 4, 1), "slice 1 to 4 by 1 does not lie in axis 1 of f32[b,3]", X);
        refuses(new Slice(0, 0, 1, 1), "slice: axis 0 of f32[b,3] has no fixed size", X);
        refuses(new Slice(1, 0, 1, 1), "slice: axis 1 of f32[b,T<=5,2] has no fixed size", TEXT);
        refuses(new Pad(1, -1, 0), "pad: -1 before and 0 behind; use slice to cut", X);
        refuses(new Pad(3, 1, 0), "pad: f32[b,3] has no axis 3", X);
        refuses(new Concat(1), "f32[b,3] and f32[4,1] do not join along axis 1", X, Y, f32(4, 1));
        refuses(new Concat(1), "concat needs at least one operand");
        refuses(new Reverse(0), "reverse does not turn the batch of f32[b,3]", X);
        refuses(new Reverse(2), "reverse: f32[b,3] has no axis 2", X);
    }

    @Test
    void rows() {
        refuses(
                new Gather(),
                "gather needs a table with a fixed number of rows and i32 ids, not f32[b,3] and i32[b,3]",
                X,
                IDS);
        refuses(
                new Gather(),
                "gather needs a table with a fixed number of rows and i32 ids, not f32[3] and f32[b,3]",
                f32(3),
                X);
        refuses(
                new ScatterAdd(4),
                "scatter_add needs i32 ids and values that begin with the ids' axes, not i32[b,3] and f32[b,4]",
                IDS,
                Y);
    }

    @Test
    void sources() {
        refuses(new Iota(X, 2), "iota: f32[b,3] has no axis 2");
        refuses(new Iota(X.withDType(DType.BOOL), 1), "iota counts in f32 or i32, not bool[b,3]");
        refuses(new Random(Random.Kind.UNIFORM, 0, IDS), "uniform draws f32, not i32[b,3]");
        assertThatThrownBy(() -> Constant.table(new double[] {1, 2}, f32(3)))
                .isInstanceOf(ShapeMismatch.class)
                .hasMessage("2 values do not fill f32[3]");
    }

    @Test
    void convolutions() {
        Window window = new Window(List.of(1), List.of(0), List.of(0), List.of(1), 2);
        TensorType signal = f32(4, 5).batched();
        refuses(
                new Convolution(window),
                "a convolution over 1 axes does not fit f32[b,3] and f32[2,2,3]",
                X,
                f32(2, 2, 3));
        refuses(
                new Convolution(window),
                "a convolution in 2 groups has no such channels: f32[b,4,5], f32[2,4,3] and f32[b,2,3]",
                signal,
                f32(2, 4, 3));
        refuses(new Convolution(window), "a kernel that reaches over 6 does not fit into 5", signal, f32(2, 2, 6));
        refuses(
                new ConvolutionInputGradient(window, List.of(9)),
                "f32[2,2,3] over f32[b,4,9] has 7 places along axis 2, not f32[b,2,5]",
                f32(2, 5).batched(),
                f32(2, 2, 3));
    }

    @Test
    void scans() {
        GraphBuilder step = new GraphBuilder("step");
        int h = step.add(new Leaf(Leaf.Kind.INPUT, Scan.carry(0), X));
        step.result(Result.Kind.OUTPUT, "next0", step.add(new Exp(), h));
        Scan scan = new Scan(step.build(), 1, 1, Axis.of(7), false, 0);
        refuses(scan, "scan: carry0 is f32[b,3], not f32[b,4]", Y, f32(7).batched());
        refuses(scan, "scan: f32[b,3] has no steps 7", X, X);
        refuses(scan, "scan: 1 inputs and result 0 do not fit the sub-graph", X);
        refuses(scan.withResult(2), "scan: 2 inputs and result 2 do not fit the sub-graph", X, f32(7).batched());
    }

    private static void refuses(Op op, String message, TensorType... inputs) {
        assertThatThrownBy(() -> op.type(List.of(inputs)))
                .isInstanceOf(ShapeMismatch.class)
                .hasMessage(message);
    }
}
