package dev.nnc.compiler.semantic.layer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.Initial;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Initialiser;
import java.util.List;
import java.util.stream.Stream;

/**
 * The weights of a convolution.
 *
 * @param prefix of the names of the weights
 * @param weight node of the kernel
 * @param usual how weights start when the call does not say
 */
record Kernel(Call call, String prefix, int weight, Initialiser usual) {
    /** The type of a kernel: its first two axes, then its size. */
    static TensorType type(int first, int second, List<Integer> size) {
        return TensorType.f32(Stream.concat(Stream.of(first, second), size.stream())
                .mapToInt(Integer::intValue)
                .toArray());
    }

    /** Makes the kernel of a type, whose axis 1 and what comes behind it are what goes into one result, as PyTorch counts. */
    static Kernel of(Call call, String prefix, TensorType type) {
        if (call.has("bias_init") && !call.flag("bias")) {
            throw call.reject("bias_init", "no-bias", "`bias_init` has nothing to start: this layer has no bias");
        }
        double bound = 1 / Math.sqrt(type.elements(1) / type.axis(0).extent(1));
        Initialiser usual = any -> Initial.of(Initial.Kind.UNIFORM, -bound, bound);
        Initialiser init = call.has("init") ? call.initial("init") : usual;
        return new Kernel(
                call, prefix, call.weight(prefix + "weight", type, init, true).node(), usual);
    }

    /** The result with the bias, where the call has one. */
    int biased(int result, int channels) {
        if (!call.flag("bias")) {
            return result;
        }
        Initialiser init = call.has("bias_init") ? call.initial("bias_init") : usual;
        int bias = call.weight(prefix + "bias", TensorType.f32(channels), init, true)
                .node();
        return new Arithmetic(call.graph()).add(result, Normal.along(call.graph(), bias, result, List.of(1)));
    }
}
