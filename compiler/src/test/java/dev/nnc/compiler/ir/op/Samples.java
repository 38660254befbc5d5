package dev.nnc.compiler.ir.op;

import static dev.nnc.compiler.ir.TensorType.f32;
import static dev.nnc.compiler.ir.TensorType.of;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A sample of every operator, and of its special cases, for the tests that walk through all of them. */
public final class Samples {
    private static final TensorType X = f32(4).batched();
    private static final TensorType IDS = of(DType.I32, 5).batched();
    private static final TensorType CONDITION = of(DType.BOOL, 4).batched();

    private Samples() {}

    public static Stream<Sample> all() {
        return Stream.of(elementwise(), borders(), movement(), shaping(), convolutions(), pools(), scans(), sources())
                .flatMap(list -> list);
    }

    private static Stream<Sample> elementwise() {
        return Stream.of(
                sample(new Add(), X, X),
                sample(new Subtract(), X, X),
                sample(new Multiply(), X, X),
                sample(new Multiply(), f32(), f32()),
                positive(new Divide(), X, X),
                positive(new Power(), X, X),
                sample(new Maximum(), X, X),
                sample(new Minimum(), X, X),
                sample(new Negate(), X),
                sample(new Absolute(), X),
                sample(new Exp(), X),
                sample(new Expm1(), X),
                positive(new Log(), X),
                positive(new Log1p(), X),
                positive(new Sqrt(), X),
                positive(new ReciprocalSqrt(), X),
                sample(new Sin(), X),
                sample(new Cos(), X),
                sample(new Tanh(), X),
                sample(new Sigmoid(), X),
                sample(new Softplus(), X),
                sample(new Erf(), X),
                sample(new Floor(), X),
                sample(new Sign(), X),
                sample(new StopGradient(), X),
                sample(new Select(), CONDITION, X, X),
                sample(new And(), CONDITION, CONDITION),
                sample(new Or(), CONDITION, CONDITION),
                sample(new Not(), CONDITION),
                sample(new Cast(DType.F32), CONDITION));
    }

    private static Stream<Sample> borders() {
        return Stream.concat(
                Arrays.stream(Compare.Relation.values()).map(relation -> sample(new Compare(relation), X, X)),
                Stream.of(
                        new Sample("large", new Erf(), List.of(X), 3, 9),
                        new Sample("negative", new Tanh(), List.of(X), -20, -1),
                        sample(new Cast(DType.I32), CONDITION)));
    }

    private static Stream<Sample> movement() {
        Axis length = new Axis.Length("T", 5);
        TensorType text = new TensorType(DType.F32, List.of(Axis.BATCH, length, Axis.of(6)));
        return Stream.of(
                sample(new Reshape(f32(2, 6).batched().axes()), f32(3, 4).batched()),
                about("around a length", new Reshape(List.of(Axis.BATCH, length, Axis.of(2), Axis.of(3))), text),
                sample(new Transpose(List.of(0, 2, 3, 1)), f32(2, 3, 4).batched()),
                sample(new Slice(1, 1, 3, 1), X),
                about("with steps", new Slice(1, 1, 8, 3), f32(9).batched()),
                about("with steps, cut", new Slice(1, 0, 4, 3), f32(5, 2).batched()),
                sample(new Pad(1, 1, 2), f32(3, 2).batched()),
                sample(new Concat(1), X, f32(2).batched(), X),
                sample(new Reverse(1), f32(4, 2).batched()),
                sample(new Gather(), f32(4, 2), IDS),
                about("ids of rank 0", new Gather(), f32(4, 2), of(DType.I32)),
                sample(new ScatterAdd(4), IDS, f32(5, 2).batched()),
                sample(new Broadcast(f32(2, 4, 3).batched().axes(), List.of(0, 2)), X),
                about("a scalar", new Broadcast(X.axes(), List.of()), f32()));
    }

    private static Stream<Sample> shaping() {
        return Stream.of(
                sample(new Reduce(Reduce.Kind.SUM, List.of(0, 2)), f32(2, 3).batched()),
                sample(new Reduce(Reduce.Kind.MAX, List.of(1)), X),
                sample(new Reduce(Reduce.Kind.MIN, List.of(0)), X),
                sample(new ArgMax(1), X),
                sample(Contraction.of("bi,oi->bo"), X, f32(2, 4)),
                about("over the batch", Contraction.of("bo,bi->oi"), f32(2).batched(), X),
                about(
                        "batched",
                        Contraction.of("bij,bjk->bik"),
                        f32(2, 3).batched(),
                        f32(3, 2).batched()));
    }

    private static Stream<Sample> convolutions() {
        TensorType picture = f32(4, 5, 4).batched();
        TensorType kernel = f32(6, 2, 3, 2);
        Window window = new Window(List.of(2, 1), List.of(1, 0), List.of(1, 1), List.of(1, 2), 2);
        TensorType output = new Convolution(window).type(List.of(picture, kernel));
        Window plain = new Window(List.of(1), List.of(0), List.of(0), List.of(1), 1);
        return Stream.of(
                sample(new Convolution(window), picture, kernel),
                about("over one axis", new Convolution(plain), f32(2, 5).batched(), f32(3, 2, 3)),
                sample(new ConvolutionInputGradient(window, List.of(5, 4)), output, kernel),
                sample(new ConvolutionWeightGradient(window, List.of(3, 2)), picture, output));
    }

    private static Stream<Sample> pools() {
        TensorType picture = f32(2, 5, 4).batched();
        Window window = new Window(List.of(2, 1), List.of(1, 0), List.of(1, 1), List.of(1, 2), 1);
        Pooling overlapping = new Pooling(2, List.of(3, 2), window);
        TensorType output = new Pool(Pool.Kind.SUM, overlapping).type(List.of(picture));
        TensorType index = new PoolIndex(overlapping).type(List.of(picture));
        Window halves = new Window(List.of(2), List.of(0), List.of(0), List.of(1), 1);
        Pooling inFront = new Pooling(1, List.of(2), halves);
        return Stream.of(
                sample(new Pool(Pool.Kind.MAX, overlapping), picture),
                sample(new Pool(Pool.Kind.SUM, overlapping), picture),
                about(
                        "channels last",
                        new Pool(Pool.Kind.MAX, inFront),
                        f32(7, 3).batched()),
                sample(new PoolIndex(overlapping), picture),
                sample(new PoolPick(overlapping), picture, index),
                sample(new PoolScatter(overlapping, List.of(5, 4)), output, index),
                sample(new PoolSpread(overlapping, List.of(5, 4)), output));
    }

    private static Stream<Sample> scans() {
        Axis three = Axis.of(3);
        Axis length = new Axis.Length("T", 3);
        return Stream.of(
                about("the last carry", recurrent(three, false, 0), recurrentInputs(three)),
                about("the outputs", recurrent(length, false, 1), recurrentInputs(length)),
                about("backward", recurrent(length, true, 1), recurrentInputs(length)),
                about("the carries", recurrent(three, false, 2), recurrentInputs(three)));
    }

    /** {@code h = tanh(x + W h)}, which makes {@code h * x} at each step. */
    private static Scan recurrent(Axis steps, boolean backward, int result) {
        GraphBuilder step = new GraphBuilder("step");
        Arithmetic math = new Arithmetic(step);
        int h = step.add(new Leaf(Leaf.Kind.INPUT, Scan.carry(0), f32(2).batched()));
        int x = step.add(new Leaf(Leaf.Kind.INPUT, Scan.step(0), f32(2).batched()));
        int w = step.add(new Leaf(Leaf.Kind.INPUT, Scan.given(0), f32(2, 2)));
        int next = math.tanh(math.add(x, math.contract("bi,oi->bo", h, w)));
        step.result(Result.Kind.OUTPUT, "next0", next);
        step.result(Result.Kind.OUTPUT, "out0", math.mul(next, x));
        return new Scan(step.build(), 1, 1, steps, backward, result);
    }

    private static TensorType[] recurrentInputs(Axis steps) {
        TensorType state = f32(2).batched();
        return new TensorType[] {state, Scan.along(steps, state), f32(2, 2)};
    }

    private static Stream<Sample> sources() {
        return Stream.of(
                sample(Constant.splat(0.5, X)),
                about("a table", Constant.table(new double[] {1, 2, 3}, f32(3))),
                sample(new Iota(X, 1)),
                sample(new Random(Random.Kind.NORMAL, 1, X)),
                sample(new Random(Random.Kind.UNIFORM, 2, X)),
                sample(new Leaf(Leaf.Kind.COUNT, "count", f32())));
    }

    private static Sample sample(Op op, TensorType... inputs) {
        return about("", op, inputs);
    }

    private static Sample about(String about, Op op, TensorType... inputs) {
        return new Sample(about, op, List.of(inputs), -2, 2);
    }

    private static Sample positive(Op op, TensorType... inputs) {
        return new Sample("", op, List.of(inputs), 0.2, 3);
    }
}
