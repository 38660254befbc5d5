package dev.nnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.loops.program.Program;
import dev.nnc.compiler.plan.Layout;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scratch lies behind the activations, at a line of the cache, in an array that G1 begins a region for if it is not small. */
class WorkMemoryTest {
    private static final int SMALLEST_REGION = 1 << 20;
    private static final int HEADER = 16;
    private static final int LINE = 64;

    @ParameterizedTest
    @CsvSource({"620, 64, false", "12, 16384, true", "56396, 50176, true", "16396, 0, true", "300012, 524288, true"})
    void scratchIsBehindTheActivations(int arena, int scratch, boolean large) {
        WorkMemory memory = new WorkMemory(
                List.of(new Program("gradients", List.of(), arena, 0), new Program("update", List.of(), 12, scratch)));
        int start = Integer.parseInt(memory.scratch().toString());

        assertThat(start).isGreaterThanOrEqualTo(arena);
        assertThat((HEADER + start * Float.BYTES) % LINE).isZero();
        assertThat(HEADER + (start + scratch) * Float.BYTES > SMALLEST_REGION / 2)
                .isEqualTo(large);
        assertThat(memory.scratchOfWorker()).hasToString(start + " + " + scratch + " * worker");
        assertThat(start).matches(at -> large || at == arena, "what is small stays small");
        assertThat(start % Layout.BLOCK).isEqualTo(Layout.LEAD);
    }
}
