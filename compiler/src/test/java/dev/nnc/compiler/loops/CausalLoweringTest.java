package dev.nnc.compiler.loops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.GraphsOfModels;
import dev.nnc.compiler.autodiff.Differentiate;
import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.ir.op.Compare;
import dev.nnc.compiler.ir.op.Compare.Relation;
import dev.nnc.compiler.ir.op.Iota;
import dev.nnc.compiler.loops.program.LoweredModel;
import dev.nnc.compiler.passes.Pipeline;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attention whose steps see no later one is what it would be with all terms, forward and on the way back. */
class CausalLoweringTest extends LoweredGraph {
    private int heads(int value, int length, int width) {
        return math.reshape(value, List.of(Axis.BATCH, Axis.of(length), Axis.of(2), Axis.of(width)));
    }

    /** Lengths that blocks of terms divide, and that they do not; heads of one vector, and of panels. */
    @ParameterizedTest
    @CsvSource({"16, 4, GE", "24, 16, GE", "40, 3, GE", "20, 4, GE", "8, 4, GE", "16, 64, GE", "24, 5, GT", "24, 5, LE"
    })
    void attention(int length, int width, Relation relation) {
        int x = input("x", length, 3);
        int w = weight("w", 2 * width, 3);
        int v = weight("v", 2 * width, 3);
        int keys = heads(math.contract("bti,oi->bto", x, w), length, width);
        int values = heads(math.contract("bti,oi->bto", x, v), length, width);
        int scores = math.contract("bthd,bshd->bhts", keys, values);
        TensorType type = graph.type(scores).withDType(DType.I32);
        int seen = graph.add(new Compare(relation), graph.add(new Iota(type, 2)), graph.add(new Iota(type, 3)));
        int hidden = math.select(seen, math.scale(scores, 0.1), math.like(scores, 0));
        int heard = math.contract("bhts,bshd->bthd", hidden, values);
        int turned = math.contract("bhts,bthd->bshd", math.tanh(hidden), keys);
        int loss = math.mean(math.square(math.add(heard, turned)), List.of(0, 1, 2, 3), false);
        outputIs("heard", heard);
        graph.result(Result.Kind.LOSS, "loss", loss);
        List<Integer> gradients = Differentiate.gradients(graph, loss, List.of(w, v));
        graph.result(Result.Kind.GRADIENT, "w", gradients.get(0));
        graph.result(Result.Kind.GRADIENT, "v", gradients.get(1));
        Meaning.checkSome(Pipeline.standard().run(graph.build()));
    }

    /** A softmax over what is seen, and its gradient: rows that end within each block of lanes, and rows that are no blocks. */
    @ParameterizedTest
    @ValueSource(ints = {16, 32, 48, 40})
    void softmax(int length) {
        int x = input("x", length, 3);
        int w = weight("w", 3, 3);
        int scores = math.contract("bti,bsi->bts", math.contract("bti,oi->bto", x, w), x);
        TensorType type = graph.type(scores).withDType(DType.I32);
        int seen = math.ge(graph.add(new Iota(type, 1)), graph.add(new Iota(type, 2)));
        int hidden = math.select(seen, scores, math.like(scores, Double.NEGATIVE_INFINITY));
        int most = math.max(hidden, List.of(2), true);
        int e = math.exp(math.sub(hidden, most));
        int weights = math.div(e, math.sum(e, List.of(2), true));
        int heard = math.contract("bts,bsi->bti", weights, x);
        int loss = math.mean(math.square(heard), List.of(0, 1, 2), false);
        outputIs("weights", weights);
        outputIs("heard", heard);
        graph.result(Result.Kind.LOSS, "loss", loss);
        graph.result(
                Result.Kind.GRADIENT,
                "w",
                Differentiate.gradients(graph, loss, List.of(w)).get(0));
        Meaning.checkSome(Pipeline.standard().run(graph.build()));
    }

    @Test
    void lanesThatAreHiddenAreLeftOut() {
        assertThat(text(32)).contains("seen");
        assertThat(text(20)).doesNotContain("seen");
    }

    private static String text(int length) {
        return lowered(length).kernels().toString();
    }

    private static LoweredModel lowered(int length) {
        String text = """
                model M {
                    input x: float[%d, 8]
                    output y = x -> attention(2, causal = true)
                }
                """;
        Model model = GraphsOfModels.read("m.nn", text.formatted(length)).get(0);
        return Lowering.lower(model, GraphsOfModels.of(model), false);
    }

    private static long kernelsInBlocks(int length) {
        return lowered(length).kernels().stream()
                .filter(kernel -> kernel.parameters().stream()
                        .anyMatch(parameter -> parameter.name().equals("blocks")))
                .count();
    }

    @Test
    void termsThatAreZeroAreLeftOut() {
        assertThat(kernelsInBlocks(32)).isPositive();
        assertThat(kernelsInBlocks(20)).isZero();
    }
}
