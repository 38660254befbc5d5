package dev.nnc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks the arrays of a batch and the messages of what callers hand over. */
class BatchTest {

    private static final Signature SIGNATURE = Signature.of("Words", "f")
            .input(InputSpec.classes("text", 50, 7))
            .input(InputSpec.floats("picture", 2, 3))
            .target(InputSpec.classes("label", List.of("no", "yes")))
            .build(8);

    @Test
    void hasAnArrayForEachInputAndTarget() {
        Batch batch = Batch.forTraining(SIGNATURE, 8);
        assertThat(batch.classes(0)).hasSize(56);
        assertThat(batch.floats(1)).hasSize(48);
        assertThat(batch.classes(2)).hasSize(8);
        assertThat(Batch.forPrediction(SIGNATURE, 3).slots()).hasSize(2);
    }

    @Test
    void arraysAreAskedForByTheirType() {
        Batch batch = Batch.forTraining(SIGNATURE, 8);
        assertThatThrownBy(() -> batch.floats(0)).hasMessage("text holds classes, not numbers");
        assertThatThrownBy(() -> batch.classes(1)).hasMessage("picture holds numbers, not classes");
    }

    @Test
    void countIsWithinCapacity() {
        Batch batch = Batch.forTraining(SIGNATURE, 8);
        batch.setCount(8);
        assertThat(batch.count()).isEqualTo(8);
        assertThatThrownBy(() -> batch.setCount(9)).hasMessage("this batch holds 0 to 8 examples, not 9");
        assertThatThrownBy(() -> batch.setCount(-1)).hasMessage("this batch holds 0 to 8 examples, not -1");
    }

    @Test
    void argumentsAreChecked() {
        Checks.stepCount("Mlp", 64, 64);
        assertThatThrownBy(() -> Checks.stepCount("Mlp", 65, 64))
                .hasMessage("a step of Mlp takes 1 to 64 examples, not 65");
        assertThatThrownBy(() -> Checks.stepCount("Mlp", 0, 64))
                .hasMessage("a step of Mlp takes 1 to 64 examples, not 0");
        Checks.predictCount("Mlp", 0);
        assertThatThrownBy(() -> Checks.predictCount("Mlp", -1))
                .hasMessage("a prediction of Mlp takes 0 or more examples, not -1");
        Signature outputs = Signature.of("Mlp", "f")
                .output(new OutputSpec("logits", "", List.of(), 10))
                .output(new OutputSpec("hidden", "", List.of(), 64))
                .build(8);
        Checks.outputs(outputs, new float[2][]);
        assertThatThrownBy(() -> Checks.outputs(outputs, new float[1][]))
                .hasMessage("Mlp has 2 outputs (logits, hidden), but there are arrays for 1");
        Checks.length("image", 1568, 2, 784);
        assertThatThrownBy(() -> Checks.length("image", 1567, 2, 784))
                .hasMessage("image has 1567 elements, but 2 examples of 784 need 1568");
        assertThatThrownBy(() -> Checks.length("image", 10, Integer.MAX_VALUE, 784))
                .hasMessageContaining("need 1683627179248");
        Checks.lengths("T", new int[] {1, 5, 0}, 2, 5);
        assertThatThrownBy(() -> Checks.lengths("T", new int[] {1, 5, 0}, 3, 5))
                .hasMessage("the length along T of example 2 is 0, but must be from 1 to 5");
        assertThat(Checks.ownLength("frames", 8, 4, 5)).isEqualTo(2);
        assertThatThrownBy(() -> Checks.ownLength("frames", 7, 4, 5))
                .hasMessage("frames has 7 elements, but takes 1 to 5 times 4");
        assertThatThrownBy(() -> Checks.ownLength("words", 0, 1, 5))
                .hasMessage("words has 0 elements, but takes 1 to 5");
        assertThatThrownBy(() -> Checks.padded("b", new float[3], 4, 8))
                .hasMessage("b has 3 elements, but must be as long as the example's other inputs along that axis, which"
                        + " takes 4");
        Checks.classes("label", new int[] {0, 9, 77}, 2, 10);
        assertThatThrownBy(() -> Checks.classes("label", new int[] {0, 10}, 2, 10))
                .hasMessage("element 1 of label is class 10, but its classes are 0 to 9");
        assertThatThrownBy(() -> Checks.classes("label", new int[] {-1}, 1, 10))
                .hasMessage("element 0 of label is class -1, but its classes are 0 to 9");
    }

    @Test
    void specificationsDoNotChangeThroughTheirArrays() {
        int[] shape = {2, 3};
        InputSpec input = InputSpec.floats("x", shape);
        shape[0] = 5;
        input.shape()[1] = 5;
        assertThat(input.shape()).containsExactly(2, 3);
        assertThat(input.size()).isEqualTo(6);
        assertThat(InputSpec.floats("scalar").size()).isEqualTo(1);
    }
}
