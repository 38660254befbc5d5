package dev.nnc.compiler.semantic.layer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.Initial;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Shapes;
import dev.nnc.compiler.semantic.builtin.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * {@code (x - mean) / deviation} with the statistics of an input or target over the training split, for every element or along one
 * axis; {@code inverse} undoes it.
 */
final class Standardize {
    static final Builtin<Value> STANDARDIZE = Builtin.of(
            "standardize",
            Standardize::apply,
            Formal.tensor("x"),
            Formal.axis("axis").optional());

    static final Builtin<Value> INVERSE =
            Builtin.of("inverse", Standardize::undo, Formal.floats("x"), Formal.of(Formal.Kind.LAYER, "layer"));

    private Standardize() {}

    private static Value apply(Call call) {
        Value x = call.value("x");
        if (x.source().isEmpty() || x.type().dtype() != DType.F32) {
            throw call.reject(
                    "not-an-input",
                    "`standardize` stands directly on an input or target of floats, and `" + x.label() + "` is none");
        }
        Statistics statistics = Statistics.of(call, x, x.source());
        Arithmetic math = new Arithmetic(call.graph());
        return call.result(math.div(math.sub(x.node(), statistics.mean()), statistics.deviation()));
    }

    private static Value undo(Call call) {
        Value x = call.value("x");
        Statistics statistics = Statistics.of(call.declared("layer", STANDARDIZE, x), x, Optional.empty());
        Arithmetic math = new Arithmetic(call.graph());
        return call.result(math.add(math.mul(x.node(), statistics.deviation()), statistics.mean()));
    }

    /** Nodes of the statistics, in a shape that broadcasts to the tensor's. */
    private record Statistics(int mean, int deviation) {
        static Statistics of(Call call, Value x, Optional<String> source) {
            List<Axis> example = Shapes.example(x.type());
            int axis = call.has("axis") ? call.axis("axis", x) - (x.type().rank() - example.size()) : -1;
            List<Axis> own = axis < 0 ? example : List.of(example.get(axis));
            if (own.stream().anyMatch(one -> !(one instanceof Axis.Fixed))) {
                throw call.reject(
                        "varying-size",
                        "`standardize` keeps statistics of every element, and " + x.shape() + " has a varying length");
            }
            TensorType type = new TensorType(DType.F32, own);
            Value mean = call.weight("mean", type, any -> Initial.of(Initial.Kind.CONSTANT, 0.0), false);
            // No fitted deviation is 0, so 0 says that the layer waits for its data.
            Value deviation = call.weight("deviation", type, any -> Initial.of(Initial.Kind.CONSTANT, 0.0), false);
            call.fit(source, axis, "mean", "deviation");
            Arithmetic math = new Arithmetic(call.graph());
            List<Axis> wide = new ArrayList<>(own);
            wide.addAll(Collections.nCopies(axis < 0 ? 0 : example.size() - 1 - axis, Axis.of(1)));
            return new Statistics(math.reshape(mean.node(), wide), math.reshape(deviation.node(), wide));
        }
    }
}
