package dev.nnc.compiler.ir.op;

import static dev.nnc.compiler.ir.TensorType.f32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reference meaning on numbers that can be checked by hand. */
class MeaningTest {
    private static final double NAN = Double.NaN;

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.5, 0.5204998778130465",
        "-1, -0.8427007929497149",
        "2, 0.9953222650189527",
        "4, 0.9999999845827421",
        "5.9, 0.9999999999999999",
        "30, 1",
        "-Infinity, -1"
    })
    void erf(double x, double value) {
        assertThat(new Erf().apply(x)).isCloseTo(value, within(3e-16));
    }

    /** Values of decimal arithmetic with 40 digits. */
    @ParameterizedTest
    @CsvSource({
        "0, 0.6931471805599453",
        "1, 1.3132616875182228",
        "-1, 0.3132616875182228",
        "-40, 4.248354255291589e-18",
        "40, 40",
        "-Infinity, 0",
        "Infinity, Infinity"
    })
    void softplus(double x, double value) {
        assertThat(new Softplus().apply(x)).isCloseTo(value, withinPercentage(1e-13));
    }

    @Test
    void notANumberGoesThrough() {
        assertThat(new Softplus().apply(NAN)).isNaN();
        assertThat(new Erf().apply(NAN)).isNaN();
        assertThat(new Maximum().apply(NAN, 1)).isNaN();
        assertThat(new Minimum().apply(1, NAN)).isNaN();
        assertThat(new Sign().apply(NAN)).isNaN();
        assertThat(new Compare(Compare.Relation.EQ).apply(NAN, NAN)).isZero();
        assertThat(new Compare(Compare.Relation.NE).apply(NAN, NAN)).isOne();
    }

    @Test
    void nothingToThePowerOfNothingIsOne() {
        assertThat(new Power().apply(0, 0)).isOne();
        assertThat(new Power().apply(-2, 3)).isEqualTo(-8);
        assertThat(new Power().apply(-2, 0.5)).isNaN();
    }

    @Test
    void slicesAndPads() {
        is(new Slice(0, 1, 6, 2), of(2, 4, 6), of(1, 2, 3, 4, 5, 6));
        is(new Pad(0, 1, 2), of(0, 7, 8, 0, 0), of(7, 8));
        is(new Concat(1), table(2, 3, 1, 2, 5, 3, 4, 6), table(2, 2, 1, 2, 3, 4), table(2, 1, 5, 6));
        is(new Reverse(0), of(3, 2, 1), of(1, 2, 3));
    }

    @Test
    void movesAxes() {
        is(new Transpose(List.of(1, 0)), table(3, 2, 1, 4, 2, 5, 3, 6), table(2, 3, 1, 2, 3, 4, 5, 6));
        is(new Reshape(f32(3, 2).axes()), table(3, 2, 1, 2, 3, 4, 5, 6), table(2, 3, 1, 2, 3, 4, 5, 6));
        is(new Broadcast(f32(2, 3).axes(), List.of(1)), table(2, 3, 1, 2, 3, 1, 2, 3), of(1, 2, 3));
        is(new Broadcast(f32(3, 2).axes(), List.of(0)), table(3, 2, 1, 1, 2, 2, 3, 3), of(1, 2, 3));
    }

    @Test
    void theFirstOfTheLargestIsFound() {
        is(new ArgMax(1), of(1, 0), table(2, 3, 1, 5, 5, 2, 2, 1));
        is(new ArgMax(0), of(1, 0, 0), table(2, 3, 1, 5, 5, 2, 2, 1));
        is(new ArgMax(0), of(1, 1), table(2, 2, 9, 9, NAN, 9.5));
    }

    @Test
    void rowsAreFoundAndAddedUp() {
        is(new Gather(), table(2, 2, 5, 6, 1, 2), table(3, 2, 1, 2, 3, 4, 5, 6), ids(2, 0));
        is(new ScatterAdd(3), table(3, 1, 0, 7, 2), ids(1, 2, 1), table(3, 1, 3, 2, 4));
    }

    @Test
    void reductions() {
        Tensor table = table(2, 3, 1, 5, 2, 7, 0, 3);
        is(new Reduce(Reduce.Kind.SUM, List.of(1)), of(8, 10), table);
        is(new Reduce(Reduce.Kind.MAX, List.of(0)), of(7, 5, 3), table);
        is(new Reduce(Reduce.Kind.MIN, List.of(0, 1)), Tensor.scalar(0), table);
    }

    @Test
    void contractions() {
        Tensor table = table(2, 2, 1, 2, 3, 4);
        is(Contraction.of("ij,jk->ik"), table(2, 2, 7, 10, 15, 22), table, table);
        is(Contraction.of("ij,kj->ik"), table(2, 2, 5, 11, 11, 25), table, table);
        is(Contraction.of("i,j->ij"), table(2, 2, 3, 4, 6, 8), of(1, 2), of(3, 4));
        is(Contraction.of("i,i->"), Tensor.scalar(11), of(1, 2), of(3, 4));
    }

    @Test
    void poolsOverPadding() {
        Pooling pooling = new Pooling(0, List.of(3), new Window(List.of(2), List.of(1), List.of(1), List.of(1), 1));
        Tensor x = of(-3, -1, -2, -2, -4);
        is(new Pool(Pool.Kind.MAX, pooling), of(-1, -1, -2), x);
        is(new Pool(Pool.Kind.SUM, pooling), of(-4, -5, -6), x);
        is(new PoolIndex(pooling), of(2, 0, 0), x);
        is(new PoolIndex(pooling), of(2, 1, 0), of(1, NAN, NAN, 5, 5));
        is(new PoolSpread(pooling, List.of(5)), of(1, 3, 2, 5, 3), of(1, 2, 3));
    }

    private static Tensor of(double... numbers) {
        return new Tensor(new int[] {numbers.length}, numbers);
    }

    private static Tensor table(int rows, int columns, double... numbers) {
        return new Tensor(new int[] {rows, columns}, numbers);
    }

    private static Tensor ids(double... ids) {
        return new Tensor(new int[] {ids.length}, ids);
    }

    private static void is(Op op, Tensor expected, Tensor... inputs) {
        boolean gather = op instanceof Gather;
        List<TensorType> types = IntStream.range(0, inputs.length)
                .mapToObj(i -> TensorType.of(
                        gather && i == 1 || op instanceof ScatterAdd && i == 0 ? DType.I32 : DType.F32,
                        inputs[i].shape()))
                .toList();
        Run run = new Run(1, Map.of(), (normal, place, element) -> NAN);
        Tensor value = op.evaluate(List.of(inputs), op.type(types), run);
        assertThat(value.shape()).containsExactly(expected.shape());
        assertThat(value.data()).containsExactly(expected.data());
    }
}
