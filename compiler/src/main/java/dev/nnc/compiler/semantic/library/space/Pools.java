package dev.nnc.compiler.semantic.library.space;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Pool;
import dev.nnc.compiler.ir.op.Pooling;
import dev.nnc.compiler.ir.op.Window;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import java.util.List;
import java.util.stream.IntStream;

/** {@code torch.nn.MaxPool1d}, {@code MaxPool2d}, {@code AvgPool1d} and {@code AvgPool2d}; the stride is the size unless said otherwise. */
final class Pools {
    static final Builtin<Value> MAX_POOL = max("max_pool", 2);
    static final Builtin<Value> MAX_POOL1D = max("max_pool1d", 1);
    static final Builtin<Value> AVG_POOL = average("avg_pool", 2);
    static final Builtin<Value> AVG_POOL1D = average("avg_pool1d", 1);

    private Pools() {}

    private static Builtin<Value> max(String name, int rank) {
        return Builtin.of(
                name,
                call -> {
                    Places places = Places.of(call, rank);
                    WindowArguments window = arguments(call, places, places.each(call, "dilation", 1));
                    return call.result(pooled(call, Pool.Kind.MAX, window));
                },
                Places.X,
                Formal.integers("size"),
                Formal.integers("stride").optional(),
                WindowArguments.PADDING,
                WindowArguments.DILATION);
    }

    /** With {@code count_padding}, PyTorch's {@code count_include_pad}, padding counts as zeros; otherwise not at all. */
    private static Builtin<Value> average(String name, int rank) {
        return Builtin.of(
                name,
                call -> {
                    Places places = Places.of(call, rank);
                    return averaged(call, arguments(call, places, places.each(1)));
                },
                Places.X,
                Formal.integers("size"),
                Formal.integers("stride").optional(),
                WindowArguments.PADDING,
                Formal.flag("count_padding").orElse(true));
    }

    private static WindowArguments arguments(Call call, Places places, List<Integer> dilation) {
        WindowArguments window = WindowArguments.of(call, places, "size", places.each(call, "size", 1), dilation);
        for (int axis = 0; axis < places.rank(); axis++) {
            int most = window.size().get(axis) / 2;
            if (window.before().get(axis) > most || window.after().get(axis) > most) {
                throw call.reject(
                        "padding",
                        "out-of-range",
                        "`padding` must be at most half of `size`, which is "
                                + window.size().get(axis));
            }
        }
        return window;
    }

    private static int pooled(Call call, Pool.Kind kind, WindowArguments arguments) {
        Pooling pooling = new Pooling(2, arguments.size(), arguments.window(1));
        return call.graph()
                .add(new Pool(kind, pooling), arguments.places().value().node());
    }

    private static Value averaged(Call call, WindowArguments arguments) {
        int sums = pooled(call, Pool.Kind.SUM, arguments);
        Arithmetic math = new Arithmetic(call.graph());
        boolean padded = IntStream.concat(
                        arguments.before().stream().mapToInt(Integer::intValue),
                        arguments.after().stream().mapToInt(Integer::intValue))
                .anyMatch(zeros -> zeros > 0);
        if (padded && !call.flag("count_padding")) {
            return call.result(math.mul(sums, shares(call.graph(), sums, arguments)));
        }
        int count = arguments.size().stream().reduce(1, (a, b) -> a * b);
        return call.result(math.scale(sums, 1.0 / count));
    }

    /** One over how many elements of the input each place sees, along the axes of {@code sums}. */
    private static int shares(GraphBuilder graph, int sums, WindowArguments arguments) {
        TensorType type = graph.type(sums);
        int[] shape =
                type.axes().stream().skip(2).mapToInt(axis -> axis.extent(1)).toArray();
        double[] shares = new double[Tensor.size(shape)];
        int[] place = new int[shape.length];
        for (int i = 0; i < shares.length; i++) {
            double seen = 1;
            for (int axis = 0; axis < shape.length; axis++) {
                seen *= seen(arguments, axis, place[axis]);
            }
            shares[i] = 1 / seen;
            Tensor.next(place, shape);
        }
        List<Integer> places = IntStream.range(2, type.rank()).boxed().toList();
        return graph.add(new Broadcast(type.axes(), places), graph.add(Constant.table(shares, TensorType.f32(shape))));
    }

    private static long seen(WindowArguments arguments, int axis, int place) {
        Window window = arguments.window(1);
        int start = place * window.stride().get(axis) - window.before().get(axis);
        return IntStream.range(0, arguments.size().get(axis))
                .map(element -> start + element)
                .filter(at -> at >= 0 && at < arguments.places().sizes().get(axis))
                .count();
    }
}
