package dev.nnc.compiler.semantic.library.space;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import java.util.ArrayList;
import java.util.List;

/** Other resolutions of the same picture: more places by repeating, by interpolating, or out of channels. */
final class Resolution {
    /** {@code torch.nn.Upsample}: {@code nearest} repeats, {@code bilinear} interpolates with {@code align_corners = False}. */
    static final Builtin<Value> UPSAMPLE = Builtin.of(
            "upsample",
            Resolution::upsample,
            Places.X,
            Formal.integers("factor").orElse(2),
            Formal.word("mode", "nearest", "bilinear").orElse("nearest"));

    /** {@code torch.nn.PixelShuffle}: {@code [c * r * r, h, w]} becomes {@code [c, h * r, w * r]}. */
    static final Builtin<Value> PIXEL_SHUFFLE =
            Builtin.of("pixel_shuffle", Resolution::pixelShuffle, Places.X, Formal.size("factor"));

    private static final String LETTERS = "uvwxyz";

    private Resolution() {}

    private static Value upsample(Call call) {
        Places places = Places.of(call);
        List<Integer> factors = places.each(call, "factor", 1);
        boolean nearest = call.word("mode").equals("nearest");
        int x = places.value().node();
        for (int axis = 0; axis < places.rank() && !nearest; axis++) {
            x = interpolated(call.graph(), x, axis + 2, factors.get(axis));
        }
        return call.result(nearest ? repeated(call.graph(), x, factors) : x);
    }

    private static int repeated(GraphBuilder graph, int x, List<Integer> factors) {
        TensorType type = graph.type(x);
        List<Axis> split = new ArrayList<>(type.axes().subList(0, 2));
        List<Axis> joined = new ArrayList<>(split);
        List<Integer> kept = new ArrayList<>(List.of(0, 1));
        for (int axis = 0; axis < factors.size(); axis++) {
            Axis size = type.axis(axis + 2);
            kept.add(split.size());
            split.addAll(List.of(size, Axis.of(factors.get(axis))));
            joined.add(Axis.of(size.extent(1) * factors.get(axis)));
        }
        return new Arithmetic(graph).reshape(graph.add(new Broadcast(split, kept), x), joined);
    }

    /** A product with the matrix that holds the share of each place in each place of the result. */
    private static int interpolated(GraphBuilder graph, int x, int axis, int factor) {
        TensorType type = graph.type(x);
        int size = type.axis(axis).extent(1);
        int shares = graph.add(Constant.table(shares(size, factor), TensorType.f32(size * factor, size)));
        String letters = "bc" + LETTERS.substring(0, type.rank() - 2);
        char old = letters.charAt(axis);
        return graph.add(new Contraction(letters, "o" + old, letters.replace(old, 'o')), x, shares);
    }

    /** PyTorch's {@code area_pixel_compute_source_index}: the centers of places stay where they are. */
    private static double[] shares(int size, int factor) {
        double[] shares = new double[size * factor * size];
        for (int place = 0; place < size * factor; place++) {
            double source = Math.max(0, (place + 0.5) / factor - 0.5);
            int low = (int) source;
            double rest = source - low;
            shares[place * size + low] += 1 - rest;
            shares[place * size + Math.min(low + 1, size - 1)] += rest;
        }
        return shares;
    }

    private static Value pixelShuffle(Call call) {
        Places places = Places.of(call, 2);
        int factor = call.integer("factor");
        int channels = places.channels();
        if (channels % (factor * factor) != 0) {
            throw call.reject(
                    "factor",
                    "uneven-groups",
                    channels + " channels do not divide into groups of " + factor * factor
                            + ", the square of `factor`");
        }
        Axis out = Axis.of(channels / (factor * factor));
        Axis each = Axis.of(factor);
        Axis height = Axis.of(places.sizes().get(0));
        Axis width = Axis.of(places.sizes().get(1));
        Arithmetic math = new Arithmetic(call.graph());
        int split = math.reshape(places.value().node(), List.of(Axis.BATCH, out, each, each, height, width));
        int turned = math.transpose(split, List.of(0, 1, 4, 2, 5, 3));
        Axis tall = Axis.of(height.extent(1) * factor);
        Axis wide = Axis.of(width.extent(1) * factor);
        return call.result(math.reshape(turned, List.of(Axis.BATCH, out, tall, wide)));
    }
}
