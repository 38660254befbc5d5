package dev.nnc.compiler.semantic.library;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.Arrays;
import java.util.List;

/** Examples of different lengths, with padding behind. */
final class Padded {
    /** The axis along which the examples have lengths of their own, up to 3. */
    static final Axis.Length AXIS = new Axis.Length("T", 3);

    private Padded() {}

    /** A leaf with a number for each place. */
    static int leaf(Bench bench, String name, double[] lengths, double[][] rows) {
        return leaf(bench, name, DType.F32, lengths, rows);
    }

    /** A leaf with an id for each place. */
    static int ids(Bench bench, String name, double[] lengths, double[][] rows) {
        return leaf(bench, name, DType.I32, lengths, rows);
    }

    private static int leaf(Bench bench, String name, DType dtype, double[] lengths, double[][] rows) {
        bench.lengths(AXIS, lengths);
        double[] flat = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
        TensorType type = new TensorType(dtype, List.of(Axis.BATCH, AXIS));
        return bench.leaf(name, type, new Tensor(new int[] {rows.length, 3}, flat));
    }

    /** A leaf with {@code width} numbers for each place. */
    static int rows(Bench bench, String name, int width, double[] lengths, double... values) {
        bench.lengths(AXIS, lengths);
        TensorType type = new TensorType(DType.F32, List.of(Axis.BATCH, AXIS, Axis.of(width)));
        return bench.leaf(name, type, new Tensor(new int[] {lengths.length, 3, width}, values));
    }
}
