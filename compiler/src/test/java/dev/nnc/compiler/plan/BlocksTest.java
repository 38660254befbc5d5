package dev.nnc.compiler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.GraphsOfModels;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.model.Model;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which batches go in blocks, and how large these are. */
class BlocksTest {
    private static final String SMALL = "y = x -> dense(3); output y; loss mean_squared_error(y, t)";

    private static Graph gradients(String statements) {
        String lines = String.join("\n", List.of(statements.split("; ")));
        String text = "model M {\ninput x: float[4, 6]\ntarget t: float[4, 3]\n" + lines
                + "\n}\ntrain M { optimizer sgd(rate = 0.1) batch 8 }\n";
        Model model = GraphsOfModels.read("m.nn", text).get(0);
        return GraphsOfModels.of(model).phases().get(0).gradients();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SMALL,
                "y = x -> dense(8) -> layer_norm -> gelu -> dense(3); output y; loss mean_squared_error(y, t)",
                "y = x -> lstm(5) -> gru(4) -> dense(3); output y; loss mean_absolute_error(y, t)",
                "y = x -> attention(2, causal = true) -> dense(3); output y; loss sum(mean_squared_error(y, t))",
                "y = x -> dense(3); output y; loss 2 * mean_squared_error(y, t) + huber(y, t)"
            })
    void whatLooksAtEachExampleAloneAddsUp(String statements) {
        assertThat(BatchSums.areAllOf(gradients(statements))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "y = x -> batch_norm -> dense(3); output y; loss mean_squared_error(y, t)",
                "y = x -> dropout(0.5) -> dense(3); output y; loss mean_squared_error(y, t)",
                "y = x -> dense(3); output y; loss log(mean_squared_error(y, t))",
                "y = x -> dense(3); output y; loss mean_squared_error(y, t) * mean_squared_error(y, t)",
                "y = x -> dense(3); output y; loss mean_squared_error(y, t) + 1"
            })
    void whatMixesExamplesDoesNot(String statements) {
        assertThat(BatchSums.areAllOf(gradients(statements))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2000000, 100, 16", // in the cache as it is
        "4000000, 100, 8", // a half is
        "9000000, 100, 4",
        "100000000, 100, 16", // not even one example is
        "4000000, 600000, 16" // adding up would cost too much
    })
    void blocksAreAsLargeAsTheCache(long activations, long gradients, int block) {
        assertThat(Blocks.of(gradients(SMALL), 16, activations, gradients)).isEqualTo(block);
    }

    @Test
    void aBlockIsAPartOfTheBatch() {
        assertThat(Blocks.of(gradients(SMALL), 15, 4000000, 100)).isEqualTo(5);
        assertThat(Blocks.of(gradients(SMALL), 13, 4000000, 100)).isEqualTo(1);
    }

    @Test
    void whatDoesNotAddUpIsNeverInBlocks() {
        String normed = "y = x -> batch_norm -> dense(3); output y; loss mean_squared_error(y, t)";
        assertThat(Blocks.of(gradients(normed), 16, 4000000, 100)).isEqualTo(16);
    }
}
