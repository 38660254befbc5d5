package dev.nnc.compiler.semantic.layer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.semantic.builtin.Builtin;
import dev.nnc.compiler.semantic.builtin.Call;
import dev.nnc.compiler.semantic.builtin.Formal;
import dev.nnc.compiler.semantic.builtin.Value;
import java.util.List;

/** Normalisations of each example over its places, channels in groups, {@code torch.nn.GroupNorm} and {@code InstanceNorm}. */
final class GroupNorm {
    /** Over the places and the channels of a group. */
    static final Builtin<Value> GROUP_NORM = Builtin.of(
            "group_norm",
            call -> normalised(call, call.integer("groups")),
            Formal.floats("x"),
            Formal.size("groups"),
            Normal.EPSILON,
            Normal.AFFINE);

    /** Over the places of each channel; without weights unless asked for, as PyTorch's. */
    static final Builtin<Value> INSTANCE_NORM = Builtin.of(
            "instance_norm",
            call -> normalised(call, Channels.of(call, "x").count()),
            Formal.floats("x"),
            Normal.EPSILON,
            Formal.flag("affine").orElse(false));

    private GroupNorm() {}

    private static Value normalised(Call call, int groups) {
        Channels channels = Channels.of(call, "x");
        channels.requireGroups(call, "groups", groups);
        Normal.requireFixed(call, channels.axes());
        Arithmetic math = new Arithmetic(call.graph());
        int x = call.node("x");
        int elements = (int) (call.type("x").elements(1) / groups);
        int grouped = math.reshape(x, List.of(Axis.BATCH, Axis.of(groups), Axis.of(elements)));
        int normal = Normal.standard(call.graph(), grouped, List.of(2), Normal.epsilon(call));
        int back = math.reshape(normal, call.type("x").axes());
        return call.result(call.flag("affine") ? Normal.affine(call, back, List.of(1)) : back);
    }
}
