package dev.nnc.compiler.semantic.layer;

import dev.nnc.compiler.ir.op.ConvolutionInputGradient;
import dev.nnc.compiler.ir.op.Window;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import dev.nnc.compiler.semantic.library.space.Places;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code torch.nn.ConvTranspose1d} and {@code ConvTranspose2d}: what a convolution of the same arguments hands back to its input.
 * {@code weight [in, channels / groups, kernel..]}, {@code bias [channels]}.
 */
final class ConvTranspose {
    static final Builtin<Value> CONV_TRANSPOSE = Builtin.of(
            "conv_transpose",
            ConvTranspose::apply,
            Places.X,
            Formal.size("channels"),
            Formal.integers("kernel"),
            Formal.integers("stride").orElse(1),
            Formal.integers("padding").orElse(0),
            Formal.integers("output_padding").orElse(0),
            Formal.integers("dilation").orElse(1),
            Formal.size("groups").orElse(1),
            Formal.flag("bias").orElse(true),
            Formal.of(Formal.Kind.INITIAL, "init").optional(),
            Formal.of(Formal.Kind.INITIAL, "bias_init").optional());

    private ConvTranspose() {}

    private static Value apply(Call call) {
        Places places = Places.of(call);
        int channels = call.integer("channels");
        int groups = call.integer("groups");
        Channels.of(call, "x").requireGroups(call, "groups", groups);
        if (channels % groups != 0) {
            throw call.reject(
                    "groups",
                    "uneven-groups",
                    channels + " channels of the result do not divide into " + groups + " groups");
        }
        List<Integer> kernel = places.each(call, "kernel", 1);
        List<Integer> padding = places.each(call, "padding", 0);
        Window window =
                new Window(places.each(call, "stride", 1), padding, padding, places.each(call, "dilation", 1), groups);
        Kernel weights = Kernel.of(call, "", Kernel.type(places.channels(), channels / groups, kernel));
        ConvolutionInputGradient back = new ConvolutionInputGradient(window, space(call, places, window, kernel));
        int result = call.graph().add(back, places.value().node(), weights.weight());
        return call.result(weights.biased(result, channels));
    }

    /** {@code (in - 1) * stride - 2 * padding + dilation * (kernel - 1) + output_padding + 1}. */
    private static List<Integer> space(Call call, Places places, Window window, List<Integer> kernel) {
        List<Integer> further = places.each(call, "output_padding", 0);
        List<Integer> space = new ArrayList<>();
        for (int axis = 0; axis < places.rank(); axis++) {
            int stride = window.stride().get(axis);
            int dilation = window.dilation().get(axis);
            int size = (places.sizes().get(axis) - 1) * stride
                    - 2 * window.before().get(axis)
                    + dilation * (kernel.get(axis) - 1)
                    + further.get(axis)
                    + 1;
            if (further.get(axis) >= stride) {
                throw call.reject(
                        "output_padding",
                        "out-of-range",
                        "`output_padding` must be below `stride`, which is " + stride);
            }
            if (size < 1) {
                throw call.reject(
                        "padding",
                        "kernel-too-large",
                        "nothing is left of axis " + (axis + 1) + " without its padding");
            }
            space.add(size);
        }
        return space;
    }
}
