package dev.nnc.compiler.semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nnc.compiler.ir.Reference;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.model.Model;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What constructs of the language compute, by the operators' reference meaning. */
class MeaningTest {
    private static final Run.Draws HALF = (normal, place, element) -> 0.5;

    @Test
    void pipelinesPutTheirValueFirst() {
        assertThat(outputs("y = x -> max(2) -> min(3)", 1, 2.5, 7)).containsExactly(2, 2.5, 3);
        assertThat(outputs("y = x + 1 -> scale(2)", 1, 2, 3)).containsExactly(4, 6, 8);
        assertThat(outputs("y = scale(x, 1 / 4)", 1, 2, 3)).containsExactly(0.25, 0.5, 0.75);
    }

    @Test
    void constantsAreExactAndOnlyTheTakenBranchExists() {
        assertThat(outputs("y = x * (1 / 3 * 3)", 1, 2, 3)).containsExactly(1, 2, 3);
        assertThat(outputs("y = if size(x, 0) == 3 and not false { x + 1 } else { x -> dense(0) }", 1, 2, 3))
                .containsExactly(2, 3, 4);
        assertThat(outputs("y = if size(x, -1) > 3 { x -> dense(0) } else if 1 / 2 < 0.6 { -x } else { x }", 1, 2, 3))
                .containsExactly(-1, -2, -3);
        assertThat(outputs("y = x -> reshape(sqrt(1), max(3, 2)) -> flatten", 1, 2, 3))
                .containsExactly(1, 2, 3);
    }

    @Test
    void repeatedBodiesSeeWhatFlowsIn() {
        assertThat(outputs("y = x -> repeat 0 { scale(2) }", 1, 2, 3)).containsExactly(1, 2, 3);
        assertThat(outputs("y = x -> repeat 3 { scale(2) }", 1, 2, 3)).containsExactly(8, 16, 24);
        assertThat(outputs("y = x -> repeat 2 { in * in }", 1, 2, 3)).containsExactly(1, 16, 81);
        assertThat(outputs("y = x -> repeat 2 { h = in + 1\n h * 2 }", 1, 2, 3)).containsExactly(10, 14, 18);
        assertThat(outputs("y = x -> if true { scale(2) -> scale(3) } else { in }", 1, 2, 3))
                .containsExactly(6, 12, 18);
    }

    @Test
    void blocksTakeSettingsAndFurtherInputs() {
        String block = "block Mix(other, amount = 1 / 2) { in * amount + other * (1 - amount) }\n";
        assertThat(outputs(block, "y = x -> Mix(x * 3)", 1, 2, 3)).containsExactly(2, 4, 6);
        assertThat(outputs(block, "y = Mix(x, x * 3, amount = 1)", 1, 2, 3)).containsExactly(1, 2, 3);
        assertThat(outputs(block, "y = x -> Mix(other = 0)", 1, 2, 3)).containsExactly(0.5, 1, 1.5);
    }

    @Test
    void functionsShadowBuiltInOnesAndHaveDefaults() {
        String function = "function relu(x, slope = 0.5) = max(x, x * slope)\n";
        assertThat(outputs(function, "y = x -> relu", 1, -2, 3)).containsExactly(1, -1, 3);
        assertThat(outputs(function, "y = relu(x, slope = 1 / 4)", 1, -2, 3)).containsExactly(1, -0.5, 3);
    }

    @Test
    void wordsPassThroughBlocks() {
        String block = "block Loss(how) { mean_squared_error(in, in + 1, reduce = how) + 0 * in }\n";
        assertThat(evaluate(
                                Models.of(
                                        block + "model Net {\n input x: float[3]\n output x1 = x + 1\n"
                                                + "loss mean(x -> Loss(sum))\n}\n",
                                        Map.of()),
                                Map.of("x", new Tensor(new int[] {1, 3}, new double[] {1, 2, 3})))
                        .result(Result.Kind.LOSS, "loss")
                        .data())
                .containsExactly(3);
    }

    @Test
    void blocksAndFunctionsHaveWordsForDefaults() {
        String loss = "function loss(x, how = none) = mean_squared_error(x, x + 1, reduce = how)\n"
                + "block Loss(how = none) { in + loss(in, how) }\n";
        assertThat(outputs(loss, "y = x -> loss", 1, 2, 3)).containsExactly(1, 1, 1);
        assertThat(outputs(loss, "y = x -> Loss", 1, 2, 3)).containsExactly(2, 3, 4);
    }

    @Test
    void aTwoClassTargetStandsForZeroOrOne() {
        Model model = Models.of(
                "model Net {",
                "    input x: float[1]",
                "    target yes: class(no, yes)",
                "    output y = x * 2",
                "    loss sum(x * yes)",
                "}");
        Map<String, Tensor> data = Map.of(
                "x", new Tensor(new int[] {3, 1}, new double[] {5, 7, 11}),
                "yes", new Tensor(new int[] {3}, new double[] {1, 0, 1}));
        assertThat(evaluate(model, data).result(Result.Kind.LOSS, "loss").data())
                .containsExactly(16);
    }

    @Test
    void standardizeIsUndoneByInverse() {
        Model model = Models.of(
                "model Net {",
                "    input x: float[2, 2]",
                "    layer unit = standardize(axis = 0)",
                "    s = x -> unit",
                "    output y = s",
                "    output z = s -> inverse(unit)",
                "}");
        Map<String, Tensor> data = Map.of(
                "x", new Tensor(new int[] {1, 2, 2}, new double[] {1, 2, 3, 4}),
                "unit.mean", new Tensor(new int[] {2}, new double[] {1, 3}),
                "unit.deviation", new Tensor(new int[] {2}, new double[] {0.5, 2}));
        assertThat(evaluate(model, data).result(Result.Kind.OUTPUT, "y").data()).containsExactly(0, 2, 0, 0.5);
        assertThat(evaluate(model, data).result(Result.Kind.OUTPUT, "z").data()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void aWeightOfASharedLayerIsAValue() {
        Model model = Models.of(
                "model Net {",
                "    input x: float[2]",
                "    layer head = dense(3, bias = false)",
                "    output y = x -> head -> matmul(head.weight)",
                "}");
        Map<String, Tensor> data = Map.of(
                "x", new Tensor(new int[] {1, 2}, new double[] {1, 1}),
                "head.weight", new Tensor(new int[] {3, 2}, new double[] {1, 2, 3, 4, 5, 6}));
        assertThat(evaluate(model, data).result(Result.Kind.OUTPUT, "y").data()).containsExactly(79, 100);
    }

    @Test
    void trainingDrawsAndPredictingDoesNot() {
        Model model = Models.of(
                "model Net {",
                "    input x: float[2]",
                "    parameter w: float[2] = ones",
                "    y = x * w + noise(2) -> dropout(0.25)",
                "    output y",
                "    output z = normal(2) + uniform(2, low = 1, high = 3)",
                "    loss mean(y)",
                "}");
        Map<String, Tensor> data = Map.of(
                "x", new Tensor(new int[] {1, 2}, new double[] {1, 4}),
                "w", new Tensor(new int[] {2}, new double[] {1, 1}));
        Reference predicted = evaluate(model, data);
        assertThat(predicted.result(Result.Kind.OUTPUT, "y").data()).containsExactly(1, 4);
        assertThat(predicted.result(Result.Kind.OUTPUT, "z").data()).containsExactly(2.5, 2.5);
        Reference trained = Reference.evaluate(model.phases().get(0).forward(), new Run(1, data, HALF));
        assertThat(trained.result(Result.Kind.OUTPUT, "y").data()).containsExactly(2, 6);
    }

    @Test
    void paddingIsNeverSeen() {
        Model varying = sequence("T <= 4");
        Map<String, Tensor> data = sequence(2, 4, new double[] {
            1, 2, 3, 4, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 5, 6, 7, 8, 9, 10, Double.NaN, Double.NaN
        });
        data.put("T lengths", new Tensor(new int[] {2}, new double[] {2, 3}));
        Reference both = evaluate(varying, data);
        double[] first = single(2, 1, 2, 3, 4);
        double[] second = single(3, 5, 6, 7, 8, 9, 10);

        double[] mean = both.result(Result.Kind.OUTPUT, "y").data();
        assertThat(mean[0]).isCloseTo(first[0], within(1e-12));
        assertThat(mean[1]).isCloseTo(second[0], within(1e-12));
        double everyWord = (2 * first[1] + 3 * second[1]) / 5;
        assertThat(both.result(Result.Kind.LOSS, "loss").data()[0]).isCloseTo(everyWord, within(1e-12));
        assertThat(both.result(Result.Kind.OUTPUT, "hidden").data())
                .satisfies(hidden -> assertThat(hidden[2]).isZero())
                .doesNotContain(Double.NaN);
    }

    /** The mean over one example's words, and its loss, without any padding. */
    private static double[] single(int words, double... numbers) {
        Reference alone = evaluate(sequence(Integer.toString(words)), sequence(1, words, numbers));
        return new double[] {
            alone.result(Result.Kind.OUTPUT, "y").data()[0],
            alone.result(Result.Kind.LOSS, "loss").data()[0]
        };
    }

    private static Model sequence(String words) {
        return Models.of(
                "model Net {",
                "    input x: float[" + words + ", 2]",
                "    h = x -> dense(1) -> tanh",
                "    output hidden = h",
                "    output y = mean(h, axis = 0)",
                "    loss mean_squared_error(h, h * 3)",
                "}");
    }

    private static Map<String, Tensor> sequence(int examples, int words, double[] numbers) {
        Map<String, Tensor> data = new HashMap<>();
        data.put("x", new Tensor(new int[] {examples, words, 2}, numbers));
        data.put("h.dense.weight", new Tensor(new int[] {1, 2}, new double[] {0.1, -0.2}));
        data.put("h.dense.bias", new Tensor(new int[] {1}, new double[] {0.05}));
        return data;
    }

    private static double[] outputs(String statement, double... x) {
        return outputs("", statement, x);
    }

    /** The output y of a model of one statement, for one example. */
    private static double[] outputs(String before, String statement, double... x) {
        Model model = Models.of(
                before + "model Net {\n input x: float[" + x.length + "]\n " + statement + "\n output y\n}\n",
                Map.of());
        Map<String, Tensor> data = Map.of("x", new Tensor(new int[] {1, x.length}, x));
        return evaluate(model, data).result(Result.Kind.OUTPUT, "y").data();
    }

    private static Reference evaluate(Model model, Map<String, Tensor> data) {
        int batch = data.get("x").shape()[0];
        return Reference.evaluate(model.inference(), new Run(batch, data, HALF));
    }
}
