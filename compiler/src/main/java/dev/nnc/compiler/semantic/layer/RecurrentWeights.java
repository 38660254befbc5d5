package dev.nnc.compiler.semantic.layer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.Initial;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Initialiser;
import java.util.OptionalInt;

/**
 * The weights of one layer in one direction, named as PyTorch names them: {@code weight_ih_l0}, {@code weight_hh_l0},
 * {@code bias_ih_l0} and {@code bias_hh_l0}, all uniform within {@code 1 / sqrt(units)} of zero.
 *
 * @param input node of the weights of the input
 * @param recurrent node of the weights of what is handed on
 * @param inputBias node of the bias that is added to the input's product
 * @param stepBias node of the bias that is added within each step
 */
record RecurrentWeights(int input, int recurrent, OptionalInt inputBias, OptionalInt stepBias) {
    /**
     * Makes them.
     *
     * @param suffix of their names, such as {@code _l1_reverse}
     * @param features of the input
     */
    static RecurrentWeights of(Call call, Cell cell, int units, String suffix, int features) {
        double bound = 1 / Math.sqrt(units);
        Initialiser init = type -> Initial.of(Initial.Kind.UNIFORM, -bound, bound);
        int rows = cell.gates() * units;
        int input = call.weight("weight_ih" + suffix, TensorType.f32(rows, features), init, true)
                .node();
        int recurrent = call.weight("weight_hh" + suffix, TensorType.f32(rows, units), init, true)
                .node();
        if (!call.flag("bias")) {
            return new RecurrentWeights(input, recurrent, OptionalInt.empty(), OptionalInt.empty());
        }
        int first = call.weight("bias_ih" + suffix, TensorType.f32(rows), init, true)
                .node();
        int second = call.weight("bias_hh" + suffix, TensorType.f32(rows), init, true)
                .node();
        if (cell.addsBias()) {
            return new RecurrentWeights(input, recurrent, OptionalInt.of(first), OptionalInt.of(second));
        }
        int both = new Arithmetic(call.graph()).add(first, second);
        return new RecurrentWeights(input, recurrent, OptionalInt.of(both), OptionalInt.empty());
    }
}
