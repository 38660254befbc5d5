package dev.nnc.compiler.semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nnc.compiler.ir.Result.Kind;
import dev.nnc.compiler.ir.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What layers mean beyond what PyTorch's answers show: gradients of their options, single steps, padding. */
class LayerMeaningTest {
    private static final int STEPS = 5;
    private static final int WIDTH = 4;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "separable_conv(3, 3, padding = same)",
                "depthwise_conv(2, multiplier = 2, stride = [2, 1])",
                "conv_transpose(6, [2, 3], stride = 2, padding = [0, 1], groups = 2)",
                "conv_transpose(2, 2, dilation = 2, bias = false)",
                "conv(4, 4, padding = same)",
                "global_max_pool",
                "max_pool(2, stride = 1, dilation = 2, padding = 1)",
                "avg_pool(3, padding = same)",
                "upsample([1, 3], mode = bilinear)",
                "pad([0, 1], after = [2, 0], value = 3)",
                "pixel_shuffle(2)",
                "batch_norm(affine = false)",
                "layer_norm(axis = [0, 1, 2])",
                "group_norm(2, affine = false)",
                "instance_norm",
                "spatial_dropout(0.4)",
                "drop_path(0.2)",
                "gaussian_noise"
            })
    void gradientsOfPicturesAreCentralDifferences(String layer) {
        assertThat(gradientError("float[4, 5, 4]", layer)).isLessThan(1e-7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conv1d(4, 2, groups = 2)",
                "avg_pool1d(2, stride = 1, padding = 1)",
                "lstm(3, layers = 2, bidirectional = true)",
                "rnn(3, bias = false)",
                "gru(3, initial = slice(x, to = 3) -> mean(axis = 0))",
                "lstm(3, initial_cell = slice(x, to = 3) -> mean(axis = 0))",
                "gru(3, initial = ones(3))",
                "attention(2, positions = rotary, causal = true)",
                "attention(2, to = x * 2, mask = sum(x, axis = -1) > -0.2, bias = false)",
                "attention(2, to = ones(3, 2))",
                "attention(2, causal = true, mask = sum(x, axis = -1) > -0.2)",
                "attention(2, mask = sum(x, axis = -1) > 100)",
                "positions(learned)",
                "positions",
                "batch_norm(axis = -1)",
                "rms_norm(axis = [0, 1])",
                "last"
            })
    void gradientsOfSequencesAreCentralDifferences(String layer) {
        assertThat(gradientError("float[4, 4]", layer)).isLessThan(1e-7);
        if (!layer.contains("1d") && !layer.contains("learned") && !layer.contains("rms")) {
            assertThat(gradientError("float[T <= 4, 4]", layer)).isLessThan(1e-7);
        }
    }

    private static double gradientError(String type, String layer) {
        return new Evaluated(
                        3,
                        "model Net {",
                        "    input x: " + type,
                        "    parameter w: float[4] = ones",
                        "    y = " + (type.equals("float[4, 5, 4]") ? "x" : "x * w") + " -> " + layer,
                        "    output y",
                        "    loss mean(y * y * y) + mean(sin(y)) + 0 * sum(w)",
                        "}")
                .gradientError();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rnn(4)",
                "lstm(4, layers = 2)",
                "gru(3)",
                "attention(2, causal = true)",
                "attention(2, causal = true, positions = rotary)",
                "positions",
                "positions(learned)",
                "positions -> repeat 2 { in + (in -> layer_norm -> attention(2, causal = true)) } -> gru(3)"
            })
    void stepByStepIsTheSameAsTheWholeSequence(String layer) {
        Evaluated net = new Evaluated(
                2,
                "model Net {",
                "    input x: float[" + STEPS + ", " + WIDTH + "]",
                "    layer memory = " + layer,
                "    output y = x -> memory",
                "    entry next(now: float[" + WIDTH + "]) {",
                "        state so_far: memory",
                "        output z = now -> memory(state = so_far)",
                "    }",
                "}");
        double[] whole = net.output("y");
        int units = whole.length / 2 / STEPS;
        Map<String, Tensor> states = new HashMap<>();
        for (int step = 0; step < STEPS; step++) {
            double[] one = net.call("next", "z", Map.of("now", step(net.leaves.get("x"), step)), states);
            for (int example = 0; example < 2; example++) {
                int from = (example * STEPS + step) * units;
                assertThat(Arrays.copyOfRange(one, example * units, (example + 1) * units))
                        .containsExactly(Arrays.copyOfRange(whole, from, from + units), within(1e-12));
            }
        }
    }

    private static Tensor step(Tensor x, int step) {
        Tensor one = Tensor.zeros(2, WIDTH);
        for (int example = 0; example < 2; example++) {
            System.arraycopy(x.data(), (example * STEPS + step) * WIDTH, one.data(), example * WIDTH, WIDTH);
        }
        return one;
    }

    @Test
    void aFullCacheForgetsTheOldest() {
        Evaluated net = new Evaluated(
                2,
                "model Net {",
                "    input x: float[" + STEPS + ", " + WIDTH + "]",
                "    layer memory = attention(2, causal = true)",
                "    output y = x -> memory",
                "    entry next(now: float[" + WIDTH + "]) {",
                "        state so_far: memory",
                "        output z = now -> memory(state = so_far)",
                "    }",
                "}");
        Map<String, Tensor> states = new HashMap<>();
        Tensor other = step(net.leaves.get("x"), 2);
        Arrays.setAll(other.data(), i -> 5 + i);
        net.call("next", "z", Map.of("now", other), states);
        double[] last = {};
        for (int step = 0; step < STEPS; step++) {
            last = net.call("next", "z", Map.of("now", step(net.leaves.get("x"), step)), states);
        }
        double[] whole = net.output("y");
        assertThat(Arrays.copyOf(last, WIDTH))
                .containsExactly(Arrays.copyOfRange(whole, (STEPS - 1) * WIDTH, STEPS * WIDTH), within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lstm(3, bidirectional = true) -> last",
                "gru(3, layers = 2) -> mean(axis = T)",
                "rnn(3) -> last",
                "attention(2) -> mean(axis = T)",
                "positions -> attention(2, positions = rotary) -> last",
                "positions(learned) -> layer_norm -> sum(axis = T)",
                "batch_norm(axis = -1) -> last"
            })
    void paddingIsNeverSeen(String layer) {
        double[] first = padded(layer, 0.7);
        assertThat(padded(layer, -40)).containsExactly(first);
    }

    private static double[] padded(String layer, double padding) {
        Evaluated net = new Evaluated(
                2,
                "model Net {",
                "    input x: float[T <= 5, 4]",
                "    output y = x -> " + layer,
                "    loss mean(y)",
                "}");
        net.leaves.put("T lengths", new Tensor(new int[] {2}, new double[] {3, 5}));
        Arrays.fill(net.leaves.get("x").data(), 3 * WIDTH, 5 * WIDTH, padding);
        return net.trained(Kind.OUTPUT, "y");
    }

    @Test
    void aShorterExampleIsWhatItWouldBeAlone() {
        String layer = "lstm(3, bidirectional = true) -> attention(2) -> last";
        Evaluated both =
                new Evaluated(1, "model Net {", "    input x: float[T <= 5, 4]", "    output y = x -> " + layer, "}");
        both.leaves.put("T lengths", new Tensor(new int[] {1}, new double[] {3}));
        Evaluated alone =
                new Evaluated(1, "model Net {", "    input x: float[3, 4]", "    output y = x -> " + layer, "}");
        alone.leaves.put(
                "x",
                new Tensor(
                        new int[] {1, 3, 4}, Arrays.copyOf(both.leaves.get("x").data(), 12)));
        assertThat(both.output("y")).containsExactly(alone.output("y"), within(1e-12));
    }

    @Test
    void whatMaySeeNothingHearsNothing() {
        Evaluated net = new Evaluated(
                2,
                "model Net {",
                "    input x: float[5, 4]",
                "    output y = x -> attention(2, causal = true, mask = arange(5) > 1, bias = false, proj_bias = false)",
                "}");
        double[] heard = net.output("y");
        for (int i = 0; i < heard.length; i++) {
            assertThat(heard[i] == 0).as("silence at " + i).isEqualTo(i % (STEPS * WIDTH) < 2 * WIDTH);
        }
    }

    @Test
    void aSharedBatchNormMovesOnceForEachUse() {
        Evaluated net = new Evaluated(
                2,
                "model Net {",
                "    input x: float[3]",
                "    layer norm = batch_norm(momentum = 0.5)",
                "    output y = (x -> norm) + (x + 4 -> norm)",
                "    loss mean(y)",
                "}");
        double[] x = net.leaves.get("x").data();
        double mean = (x[0] + x[3]) / 2;
        double before = net.leaves.get("norm.running_mean").data()[0];
        assertThat(net.trained(Kind.UPDATE, "norm.running_mean")[0])
                .isCloseTo((before / 2 + mean / 2) / 2 + (mean + 4) / 2, within(1e-12));
    }

    @Test
    void droppedChannelsAreDroppedAsAWhole() {
        Evaluated net = new Evaluated(
                2,
                "model Net {",
                "    input x: float[2, 3]",
                "    output y = x -> spatial_dropout(0.75)",
                "    output z = x -> drop_path(0.25)",
                "    loss mean(y) + mean(z)",
                "}");
        double[] x = net.leaves.get("x").data();
        assertThat(net.trained(Kind.OUTPUT, "y")).containsOnly(0);
        assertThat(net.trained(Kind.OUTPUT, "z"))
                .containsExactly(Arrays.stream(x).map(value -> value / 0.75).toArray(), within(1e-12));
        assertThat(net.output("y")).containsExactly(x);
    }

    @Test
    void bernoulliIsOneWhereWhatIsDrawnLiesBelowItsProbability() {
        Evaluated net = new Evaluated(
                2,
                "model Net {",
                "    input x: float[3]",
                "    output y = x * bernoulli(3, p = 0.75)",
                "    output z = x * bernoulli(3, p = 0.25)",
                "    loss mean(y) + mean(z)",
                "}");
        assertThat(net.trained(Kind.OUTPUT, "y"))
                .containsExactly(net.leaves.get("x").data());
        assertThat(net.trained(Kind.OUTPUT, "z")).containsOnly(0, -0.0);
    }
}
