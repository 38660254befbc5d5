package dev.nnc.compiler.loops;

import dev.nnc.compiler.autodiff.Differentiate;
import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.ArgMax;
import dev.nnc.compiler.ir.op.Concat;
import dev.nnc.compiler.ir.op.Convolution;
import dev.nnc.compiler.ir.op.Iota;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Pad;
import dev.nnc.compiler.ir.op.Pool;
import dev.nnc.compiler.ir.op.Pooling;
import dev.nnc.compiler.ir.op.Reshape;
import dev.nnc.compiler.ir.op.Reverse;
import dev.nnc.compiler.ir.op.Slice;
import dev.nnc.compiler.ir.op.Transpose;
import dev.nnc.compiler.ir.op.Window;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands between two convolutions means the same with channels innermost. */
class ChannelsInnermostTest {
    private static final Window SAME = new Window(List.of(1, 1), List.of(1, 1), List.of(1, 1), List.of(1, 1), 1);
    private static final List<Axis> PICTURE = TensorType.f32(5, 4, 4).batched().axes();

    private final GraphBuilder graph = new GraphBuilder("g");
    private final Arithmetic math = new Arithmetic(graph);
    private final int between = weight("between", 5);

    private final Map<String, IntUnaryOperator> layers = Map.ofEntries(
            Map.entry("residual", x -> math.add(x, math.tanh(x))),
            Map.entry("picture added", x -> math.add(x, math.exp(input("picture")))),
            Map.entry("batch norm", this::normalise),
            Map.entry("weight by channel", x -> math.mul(x, spread(between))),
            Map.entry("softmax of channels", this::softmax),
            Map.entry("concat", x -> graph.add(new Slice(1, 2, 7, 1), graph.add(new Concat(1), x, input("picture")))),
            Map.entry("slice", x -> graph.add(new Pad(2, 1, 1), graph.add(new Slice(2, 1, 4, 2), x))),
            Map.entry("reverse", x -> graph.add(new Reverse(3), x)),
            Map.entry("transpose", x -> graph.add(new Transpose(List.of(0, 1, 3, 2)), x)),
            Map.entry("upsample", this::upsample),
            Map.entry("iota", x -> math.mul(x, graph.add(new Iota(graph.type(x), 2)))),
            Map.entry("flatten", this::flatten),
            Map.entry("channel mean", x -> math.sub(x, math.mean(x, List.of(1), true))));

    private int input(String name) {
        return graph.add(new Leaf(
                Leaf.Kind.INPUT, name, new TensorType(graph.type(between).dtype(), PICTURE)));
    }

    private int weight(String name, int... sizes) {
        return graph.add(new Leaf(Leaf.Kind.PARAMETER, name, TensorType.f32(sizes)));
    }

    private int spread(int channels) {
        int shaped = math.reshape(channels, List.of(Axis.of(5), Axis.of(1), Axis.of(1)));
        return math.broadcastTo(shaped, PICTURE);
    }

    private int normalise(int x) {
        int mean = spread(math.mean(x, List.of(0, 2, 3), false));
        int centred = math.sub(x, mean);
        int variance = spread(math.mean(math.square(centred), List.of(0, 2, 3), false));
        return math.mul(centred, math.rsqrt(math.shift(variance, 0.1)));
    }

    private int softmax(int x) {
        int e = math.exp(math.sub(x, math.stopGradient(math.max(x, List.of(1), true))));
        return math.div(e, math.sum(e, List.of(1), true));
    }

    private int upsample(int x) {
        Window halves = new Window(List.of(2, 2), List.of(0, 0), List.of(0, 0), List.of(1, 1), 1);
        int small = graph.add(new Pool(Pool.Kind.MAX, new Pooling(2, List.of(2, 2), halves)), x);
        List<Axis> two = List.of(Axis.BATCH, Axis.of(5), Axis.of(2), Axis.of(1), Axis.of(2), Axis.of(1));
        List<Axis> four = List.of(Axis.BATCH, Axis.of(5), Axis.of(2), Axis.of(2), Axis.of(2), Axis.of(2));
        return math.reshape(math.broadcastTo(math.reshape(small, two), four), PICTURE);
    }

    private int flatten(int x) {
        int flat = graph.add(new Reshape(List.of(Axis.BATCH, Axis.of(80))), x);
        return graph.add(new Reshape(PICTURE), math.tanh(flat));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "residual",
                "picture added",
                "batch norm",
                "weight by channel",
                "softmax of channels",
                "concat",
                "slice",
                "reverse",
                "transpose",
                "upsample",
                "iota",
                "flatten",
                "channel mean"
            })
    void betweenTwoConvolutions(String layer) {
        int first = weight("first", 5, 5, 3, 3);
        int second = weight("second", 3, 5, 3, 3);
        int x = graph.add(new Convolution(SAME), input("x"), first);
        int middle = layers.get(layer).applyAsInt(x);
        int y = graph.add(new Convolution(SAME), middle, second);
        int loss = math.mean(math.square(y), List.of(0, 1, 2, 3), false);
        graph.result(Result.Kind.OUTPUT, "middle", middle);
        graph.result(
                Result.Kind.OUTPUT,
                "class",
                math.cast(graph.add(new ArgMax(1), y), graph.type(y).dtype()));
        graph.result(Result.Kind.LOSS, "loss", loss);
        List<Integer> gradients = Differentiate.gradients(graph, loss, List.of(first, second, between));
        graph.result(Result.Kind.GRADIENT, "first", gradients.get(0));
        graph.result(Result.Kind.GRADIENT, "second", gradients.get(1));
        graph.result(Result.Kind.GRADIENT, "between", gradients.get(2));
        Meaning.checkSome(graph.build());
    }
}
