package dev.nnc.compiler.ir.op;

import static dev.nnc.compiler.ir.TensorType.f32;
import static dev.nnc.compiler.ir.TensorType.of;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A sample of every operator, and of its special cases, for the tests that walk through all of them. */
final class Samples {
    private static final TensorType X = f32(4).batched();
    private static final TensorType IDS = of(DType.I32, 5).batched();
    private static final TensorType CONDITION = of(DType.BOOL, 4).batched();

    private Samples() {}

    static Stream<Sample> all() {
        return Stream.of(elementwise(), borders(), movement(), shaping(), sources())
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
