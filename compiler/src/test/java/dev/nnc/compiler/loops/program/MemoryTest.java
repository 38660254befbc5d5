package dev.nnc.compiler.loops.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.compiler.plan.TooLarge;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs that run one after another share their memory, which is one array. */
class MemoryTest {
    @Test
    void theLargestArenaAndTheLargestScratchDecide() {
        assertThat(of(program(40, 100), program(60, 20))).isEqualTo(new Memory(60, 100));
    }

    @Test
    void whatIsNotSmallBeginsALineOfTheCache() {
        assertThat(of(program(1 << 14, 16)).arenaFloats() + 16).isGreaterThan(1 << 17);
    }

    @Test
    void anArenaAndAScratchOfDifferentProgramsMayBeTooLargeTogether() {
        Program wide = program(TooLarge.MOST - 16, 0);

        assertThat(of(wide, program(0, 16)).arenaFloats()).isEqualTo(TooLarge.MOST - 16);
        assertThatThrownBy(() -> of(wide, program(0, 32))).isInstanceOf(TooLarge.class);
    }

    private static Memory of(Program... programs) {
        return Memory.of(List.of(programs));
    }

    private static Program program(int arenaFloats, int scratchFloats) {
        return new Program("some", List.of(), arenaFloats, scratchFloats);
    }
}
