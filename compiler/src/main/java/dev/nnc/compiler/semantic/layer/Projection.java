package dev.nnc.compiler.semantic.layer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.Initial;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Initialiser;

/** A dense layer within another layer, started as {@code dense} is. */
final class Projection {
    private Projection() {}

    /**
     * {@code x W' + b} along the features.
     *
     * @param name before the names of its weights
     * @param bias the flag of the call that says whether there is a bias
     */
    static int of(Call call, Sequences x, String name, int out, String bias) {
        Arithmetic math = new Arithmetic(call.graph());
        int in = x.features();
        double bound = 1 / Math.sqrt(in);
        Initialiser init = type -> Initial.of(Initial.Kind.UNIFORM, -bound, bound);
        int weight = call.weight(name + ".weight", TensorType.f32(out, in), init, true)
                .node();
        String axes = x.step() ? "bi,oi->bo" : "bti,oi->bto";
        int product = math.contract(axes, x.value().node(), weight);
        if (!call.flag(bias)) {
            return product;
        }
        return math.add(
                product,
                call.weight(name + ".bias", TensorType.f32(out), init, true).node());
    }
}
