package dev.nnc.compiler.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Weights are called by the path of names that leads to them; what has none of its own changes no name. */
class WeightNamesTest {
    @Test
    void perceptron() {
        assertThat(Models.weights(Models.example("models/perceptron")))
                .containsExactly(
                        "logit.standardize.mean f32[30] buffer",
                        "logit.standardize.deviation f32[30] buffer",
                        "logit.dense.weight f32[1,30]",
                        "logit.dense.bias f32[1]");
    }

    @Test
    void mlp() {
        assertThat(Models.weights(Models.example("models/mlp")))
                .containsExactly(
                        "logits.dense.weight f32[256,784]",
                        "logits.dense.bias f32[256]",
                        "logits.dense2.weight f32[128,256]",
                        "logits.dense2.bias f32[128]",
                        "logits.dense3.weight f32[10,128]",
                        "logits.dense3.bias f32[10]");
    }

    @Test
    void diabetes() {
        assertThat(Models.weights(Models.example("models/diabetes")))
                .containsExactly(
                        "unit.mean f32[1] buffer",
                        "unit.deviation f32[1] buffer",
                        "estimate.standardize.mean f32[10] buffer",
                        "estimate.standardize.deviation f32[10] buffer",
                        "estimate.dense.weight f32[32,10]",
                        "estimate.dense.bias f32[32]",
                        "estimate.dense2.weight f32[1,32]",
                        "estimate.dense2.bias f32[1]");
    }

    @Test
    void digits() {
        assertThat(Models.weights(Models.example("models/digits")))
                .containsExactly(
                        "logits.dense.weight f32[64,64]",
                        "logits.dense.bias f32[64]",
                        "logits.dense2.weight f32[32,64]",
                        "logits.dense2.bias f32[32]",
                        "logits.dense3.weight f32[10,32]",
                        "logits.dense3.bias f32[10]");
    }

    @Test
    void custom() {
        assertThat(Models.weights(Models.example("models/custom")))
                .containsExactly(
                        "logits.dense.weight f32[48,64]",
                        "logits.dense.bias f32[48]",
                        "logits.Highway.gate.dense.weight f32[48,48]",
                        "logits.Highway.gate.dense.bias f32[48]",
                        "logits.Highway.dense.weight f32[48,48]",
                        "logits.Highway.dense.bias f32[48]",
                        "logits.Highway2.gate.dense.weight f32[48,48]",
                        "logits.Highway2.gate.dense.bias f32[48]",
                        "logits.Highway2.dense.weight f32[48,48]",
                        "logits.Highway2.dense.bias f32[48]",
                        "logits.dense2.weight f32[10,48]",
                        "logits.dense2.bias f32[10]");
    }

    @Test
    void vae() {
        assertThat(Models.weights(Models.example("models/vae")))
                .containsExactly(
                        "decoder.dense.weight f32[400,20]",
                        "decoder.dense.bias f32[400]",
                        "decoder.dense2.weight f32[784,400]",
                        "decoder.dense2.bias f32[784]",
                        "hidden.dense.weight f32[400,784]",
                        "hidden.dense.bias f32[400]",
                        "center.dense.weight f32[20,400]",
                        "center.dense.bias f32[20]",
                        "logvar.dense.weight f32[20,400]",
                        "logvar.dense.bias f32[20]");
    }

    @Test
    void gan() {
        assertThat(Models.weights(Models.example("models/gan")))
                .containsExactly(
                        "generator.dense.weight f32[128,64]",
                        "generator.dense.bias f32[128]",
                        "generator.dense2.weight f32[784,128]",
                        "generator.dense2.bias f32[784]",
                        "critic.dense.weight f32[128,784]",
                        "critic.dense.bias f32[128]",
                        "critic.dense2.weight f32[1,128]",
                        "critic.dense2.bias f32[1]");
    }

    @Test
    void aSharedLayerThatIsOneCallHasItsNameInPlaceOfItsKind() {
        assertThat(Models.weights(Models.of(
                        "model Net {",
                        "    input x: float[3]",
                        "    layer head = dense(2, bias = false)",
                        "    layer tail = dense(4) -> relu -> dense(2, bias = false)",
                        "    output y = (x -> head) + (x -> tail)",
                        "}")))
                .containsExactly(
                        "head.weight f32[2,3]",
                        "tail.dense.weight f32[4,3]",
                        "tail.dense.bias f32[4]",
                        "tail.dense2.weight f32[2,4]");
    }

    @Test
    void aNameArgumentStandsInPlaceOfThePath() {
        assertThat(Models.weights(Models.of(
                        "model Net {",
                        "    input x: float[3]",
                        "    h = x -> dense(4, name = \"net.0\") -> relu",
                        "    output y = h -> dense(2, bias = false, name = \"net.2\")",
                        "}")))
                .containsExactly("net.0.weight f32[4,3]", "net.0.bias f32[4]", "net.2.weight f32[2,4]");
    }

    @Test
    void orderIsThatOfDeclarationAndNotOfUse() {
        assertThat(Models.weights(Models.of(
                        "block Part {",
                        "    layer inner = dense(3, bias = false)",
                        "    parameter offset: float[3] = zeros",
                        "    in + offset -> inner -> inner",
                        "}",
                        "model Net {",
                        "    input x: float[3]",
                        "    layer a = dense(3, bias = false)",
                        "    parameter p: float[3] = ones",
                        "    layer b = Part",
                        "    output y = x -> b -> a -> Part",
                        "    output z = x * p",
                        "}")))
                .containsExactly(
                        "a.weight f32[3,3]",
                        "p f32[3]",
                        "b.offset f32[3]",
                        "b.inner.weight f32[3,3]",
                        "y.Part.offset f32[3]",
                        "y.Part.inner.weight f32[3,3]");
    }

    @Test
    void insertingWhatHasNoWeightsShiftsNoName() {
        String plain = "model Net {\n input x: float[3]\n output y = x -> dense(3) -> dense(3)\n}\n";
        String busy =
                plain.replace("dense(3) -> dense", "relu -> dense(3) -> scale(2) -> gelu -> dropout(0.5) -> dense");
        assertThat(Models.weights(Models.of(busy))).isEqualTo(Models.weights(Models.of(plain)));
    }
}
