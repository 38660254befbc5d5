package dev.nnc.compiler.semantic.layer;

import dev.nnc.compiler.ir.op.Convolution;
import dev.nnc.compiler.ir.op.Window;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.space.Places;
import dev.nnc.compiler.semantic.library.space.WindowArguments;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code torch.nn.Conv1d} and {@code Conv2d}: {@code weight [channels, in / groups, kernel..]} and {@code bias [channels]}, both
 * uniform within {@code 1 / sqrt(fan_in)} of zero unless said otherwise.
 */
final class Convolutions {
    /** Over pictures, {@code [channels, height, width]}. */
    static final Builtin<Value> CONV = convolution("conv", 2);

    /** Over signals, {@code [channels, length]}. */
    static final Builtin<Value> CONV1D = convolution("conv1d", 1);

    /** Every channel by itself, with {@code multiplier} kernels each. */
    static final Builtin<Value> DEPTHWISE_CONV = Builtin.of(
            "depthwise_conv",
            Convolutions::depthwise,
            formals(Stream.of(
                    Places.X,
                    Formal.integers("kernel"),
                    Formal.size("multiplier").orElse(1))));

    /** A depthwise convolution and a 1x1 convolution behind it: {@code depthwise.weight}, {@code pointwise.weight}, {@code pointwise.bias}. */
    static final Builtin<Value> SEPARABLE_CONV = Builtin.of(
            "separable_conv",
            Convolutions::separable,
            formals(Stream.of(Places.X, Formal.size("channels"), Formal.integers("kernel"))));

    private Convolutions() {}

    private static Formal[] formals(Stream<Formal> own, Formal... further) {
        Stream<Formal> shared =
                Stream.of(Formal.integers("stride").orElse(1), WindowArguments.PADDING, WindowArguments.DILATION);
        Stream<Formal> weights = Stream.of(
                Formal.flag("bias").orElse(true),
                Formal.of(Formal.Kind.INITIAL, "init").optional(),
                Formal.of(Formal.Kind.INITIAL, "bias_init").optional());
        return Stream.of(own, shared, Stream.of(further), weights)
                .flatMap(formals -> formals)
                .toArray(Formal[]::new);
    }

    private static Builtin<Value> convolution(String name, int rank) {
        return Builtin.of(
                name,
                call -> {
                    Places places = Places.of(call, rank);
                    int groups = call.integer("groups");
                    Channels.of(call, "x").requireGroups(call, "groups", groups);
                    if (call.integer("channels") % groups != 0) {
                        throw call.reject(
                                "groups",
                                "uneven-groups",
                                call.integer("channels") + " channels of the result do not divide into " + groups
                                        + " groups");
                    }
                    return call.result(convolved(call, places, "", call.integer("channels"), groups, true));
                },
                formals(
                        Stream.of(Places.X, Formal.size("channels"), Formal.integers("kernel")),
                        Formal.size("groups").orElse(1)));
    }

    private static Value depthwise(Call call) {
        Places places = Places.of(call);
        int channels = places.channels() * call.integer("multiplier");
        return call.result(convolved(call, places, "", channels, places.channels(), true));
    }

    private static Value separable(Call call) {
        Places places = Places.of(call);
        int deep = convolved(call, places, "depthwise.", places.channels(), places.channels(), false);
        int channels = call.integer("channels");
        List<Integer> ones = places.each(1);
        Kernel kernel = Kernel.of(call, "pointwise.", Kernel.type(channels, places.channels(), ones));
        Window still = new Window(ones, places.each(0), places.each(0), ones, 1);
        int mixed = call.graph().add(new Convolution(still), deep, kernel.weight());
        return call.result(kernel.biased(mixed, channels));
    }

    private static int convolved(Call call, Places places, String prefix, int channels, int groups, boolean biased) {
        WindowArguments arguments =
                WindowArguments.of(call, places, "kernel", places.each(1), places.each(call, "dilation", 1));
        Kernel kernel = Kernel.of(call, prefix, Kernel.type(channels, places.channels() / groups, arguments.size()));
        int product = call.graph()
                .add(new Convolution(arguments.window(groups)), places.value().node(), kernel.weight());
        return biased ? kernel.biased(product, channels) : product;
    }
}
