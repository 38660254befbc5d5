package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * A kernel {@code [y,x,c,o]} or its gradient with the tile of each pair of channels between a matrix and its transpose.
 *
 * @param matrix what is multiplied with
 * @param fromBehind whether the elements of tiles are taken from the last to the first along both axes
 */
public record WinogradTransform(WinogradMatrix matrix, boolean fromBehind) implements Op {
    @Override
    public String name() {
        return "winograd_transform";
    }

    @Override
    public String attributes() {
        return "matrix=" + matrix + (fromBehind ? ", from behind" : "");
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        List<Axis> axes = new ArrayList<>(inputs.get(0).axes());
        axes.set(0, Axis.of(matrix.rows()));
        axes.set(1, Axis.of(matrix.rows()));
        return inputs.get(0).withAxes(axes);
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        Tensor result = Tensor.zeros(type.shape(run.batch()));
        int[] shape = result.shape();
        for (int in = 0; in < shape[2]; in++) {
            for (int out = 0; out < shape[3]; out++) {
                int c = in;
                int o = out;
                double[][] tile = matrix.times((y, x) -> inputs.get(0).get(element(y), element(x), c, o));
                for (int y = 0; y < shape[0]; y++) {
                    for (int x = 0; x < shape[1]; x++) {
                        result.data()[result.offset(y, x, c, o)] = tile[y][x];
                    }
                }
            }
        }
        return result;
    }

    private int element(int number) {
        return fromBehind ? matrix.columns() - 1 - number : number;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        throw new IllegalStateException("kernels are transformed behind differentiation");
    }
}
