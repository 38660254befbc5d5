package dev.nnc.compiler.loops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.plan.Storage;
import dev.nnc.compiler.plan.prepare.AffineView;
import dev.nnc.compiler.plan.prepare.AffineView.Source;
import dev.nnc.compiler.plan.prepare.LaneSums;
import dev.nnc.compiler.plan.prepare.Prepare;
import dev.nnc.compiler.plan.prepare.ZeroPad;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sums along lanes, as in the gradients of kernels whose places are innermost, compute what they mean. */
class LaneSumLoweringTest extends LoweredGraph {
    /** The windows {@code [b,h,y,x,c,w]} of a picture {@code [b,c,height,width]}. */
    private int windows(int picture, int stride, int h, int kernel, int channels, int w) {
        List<Source> sources = List.of(
                new Source(0, List.of(1, 0, 0, 0, 0, 0)),
                new Source(0, List.of(0, 0, 0, 0, 1, 0)),
                new Source(0, List.of(0, stride, 1, 0, 0, 0)),
                new Source(0, List.of(0, 0, 0, 1, 0, 1)));
        return graph.add(new AffineView(axes(h, kernel, kernel, channels, w), sources), picture);
    }

    private static List<Axis> axes(int... extents) {
        List<Axis> axes = new ArrayList<>(List.of(Axis.BATCH));
        for (int extent : extents) {
            axes.add(Axis.of(extent));
        }
        return axes;
    }

    private int picture(int channels, int kernel, int stride, int h, int w) {
        return input("picture", channels, (h - 1) * stride + kernel - 2, w + kernel - 3);
    }

    private int padded(int picture) {
        List<Integer> around = List.of(0, 0, 1, 1);
        return graph.add(new ZeroPad(around, around, Collections.nCopies(4, 1)), picture);
    }

    private int gradient(int out, int channels, int kernel, int stride, int h, int w) {
        int windows = windows(padded(picture(channels, kernel, stride, h, w)), stride, h, kernel, channels, w);
        return math.contract("bhyxcw,bohw->yxco", windows, math.tanh(input("adjoint", out, h, w)));
    }

    private long sumsAlongLanes(Graph built) {
        Graph prepared = Prepare.prepare(built, new Storage(List.of(), List.of(), 0));
        return prepared.nodes().stream()
                .filter(node -> node.op() instanceof Contraction)
                .filter(node -> isAlongLanes(prepared, node))
                .count();
    }

    private static boolean isAlongLanes(Graph graph, Node node) {
        return LaneSums.pays((Contraction) node.op(), graph.node(node.input(0)), graph.node(node.input(1)));
    }

    private Graph taken() {
        Graph built = graph.build();
        assertThat(sumsAlongLanes(built)).isEqualTo(1);
        return built;
    }

    /** Lines with a last block that is full and not, of one block and of many; bands of unequal length; columns of all counts. */
    @ParameterizedTest
    @CsvSource({
        "6, 1, 5, 1, 12, 28",
        "6, 3, 3, 1, 8, 32",
        "5, 2, 3, 1, 13, 20",
        "4, 2, 3, 2, 10, 28",
        "8, 1, 2, 1, 17, 60",
        "7, 1, 2, 2, 7, 40",
        "3, 1, 3, 1, 3, 100",
        "2, 1, 7, 1, 10, 26",
        "1, 4, 3, 1, 10, 28",
        "1, 1, 5, 1, 10, 28",
    })
    void gradientsOfKernels(int out, int channels, int kernel, int stride, int h, int w) {
        weight("w", kernel, kernel, channels, out);
        graph.result(Result.Kind.GRADIENT, "w", gradient(out, channels, kernel, stride, h, w));
        Meaning.check(taken(), 2, 5);
    }

    @Test
    void atAnyBatch() {
        outputIs("y", gradient(6, 1, 3, 1, 9, 29));
        Meaning.check(taken());
    }

    @Test
    void followedByElements() {
        int product = gradient(6, 1, 3, 1, 9, 29);
        outputIs("product", product);
        outputIs("y", math.tanh(product));
        Meaning.checkSome(taken());
    }

    /** Both operands as the caller passes them: vectors would read over the last row's end. */
    @Test
    void ofUnpaddedInputs() {
        int windows = windows(input("picture", 2, 12, 30), 1, 10, 3, 2, 28);
        outputIs("y", math.contract("bhyxcw,bohw->yxco", windows, input("adjoint", 6, 10, 28)));
        Meaning.checkSome(taken());
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "3, 6"})
    void overSequences(int channels, int out) {
        List<Source> sources = List.of(
                new Source(0, List.of(1, 0, 0, 0)),
                new Source(0, List.of(0, 0, 1, 0)),
                new Source(1, List.of(0, 2, 0, 1)));
        int windows =
                graph.add(new AffineView(axes(5, channels, 260), sources), math.tanh(input("sequence", channels, 270)));
        outputIs("y", math.contract("bxcw,bow->xco", windows, math.tanh(input("adjoint", out, 260))));
        Meaning.checkSome(taken());
    }

    /** A channel of the picture for each group of channels of the adjoint. */
    @Test
    void inGroups() {
        int windows = windows(math.tanh(input("picture", 3, 12, 30)), 1, 10, 3, 3, 28);
        int adjoint = math.tanh(input("adjoint", 3, 4, 10, 28));
        outputIs("y", math.contract("bhyxgw,bgohw->gyxo", windows, adjoint));
        Meaning.checkSome(taken());
    }

    /** Few steps of many heads: both end with the same axis, but no element is seen twice. */
    @Test
    void attentionIsAMatrixProduct() {
        int queries = math.tanh(input("queries", 8, 64));
        outputIs("y", math.contract("btd,bsd->bts", queries, math.tanh(input("keys", 8, 64))));
        int a = math.tanh(input("a", 6, 20, 28));
        outputIs("z", math.contract("bchw,bohw->co", a, math.tanh(input("b", 6, 20, 28))));
        assertThat(sumsAlongLanes(graph.build())).isZero();
    }

    /** Places do not fill vectors much better than channels do, or there are too few. */
    @ParameterizedTest
    @CsvSource({"9, 20, 28", "8, 40, 10", "6, 40, 9", "6, 9, 28"})
    void othersAreMatrixProducts(int out, int h, int w) {
        outputIs("y", gradient(out, 2, 3, 1, h, w));
        assertThat(sumsAlongLanes(graph.build())).isZero();
    }
}
