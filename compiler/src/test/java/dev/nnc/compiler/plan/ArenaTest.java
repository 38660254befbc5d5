package dev.nnc.compiler.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Values share what is free, and begin at lines of the cache. */
class ArenaTest {
    private static final int HEADER = 16;
    private static final int LINE = 64;

    private final Arena arena = new Arena();

    @Test
    void valuesBeginAtLinesOfTheCache() {
        int first = arena.place(48, 0, 2);
        int second = arena.place(16, 1, 2);

        assertThat((HEADER + first * Float.BYTES) % LINE).isZero();
        assertThat((HEADER + second * Float.BYTES) % LINE).isZero();
        assertThat(second).isEqualTo(first + 48);
    }

    @Test
    void whatIsNoLongerReadMakesRoom() {
        int first = arena.place(48, 0, 1);
        arena.place(16, 1, 3);

        assertThat(arena.place(48, 2, 3)).isEqualTo(first);
        assertThat(arena.floats()).isEqualTo(first + 48 + 16);
    }

    @Test
    void whatNoArrayHasRoomForIsRefused() {
        arena.place(1 << 30, 0, 2);
        int half = arena.floats();
        arena.place((1 << 30) - 2048, 1, 2);

        assertThatThrownBy(() -> arena.place(1 << 30, 2, 2)).isInstanceOf(TooLarge.class);
        assertThat(arena.place(1 << 30, 3, 3)).isLessThan(half);
    }
}
