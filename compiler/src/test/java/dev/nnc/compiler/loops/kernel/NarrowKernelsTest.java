package dev.nnc.compiler.loops.kernel;

import static dev.nnc.compiler.loops.kernel.Exprs.LANES;
import static dev.nnc.compiler.loops.kernel.Exprs.index;
import static dev.nnc.compiler.loops.kernel.Exprs.lanes;
import static dev.nnc.compiler.loops.kernel.Exprs.number;
import static dev.nnc.compiler.loops.kernel.Exprs.times;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which kernels have no more than 8 lanes to fill. */
class NarrowKernelsTest {
    private static final Stmt STORE = new Stmt.Store("c", index("cAt"), lanes(number(0)));
    private static final Kernel TILE = kernel("tile", STORE);
    private static final Kernel FOLD = kernel("fold", new Stmt.Store("lanes", index("lanesAt"), number(0)));

    private static Kernel kernel(String name, Stmt... body) {
        return new Kernel(name, List.of(), List.of(), List.of(body));
    }

    private static Stmt columns(Expr to, Stmt... body) {
        return new Stmt.For("col", whole(0), to, LANES, List.of(body));
    }

    private static Stmt call(Kernel kernel) {
        return new Stmt.Call(kernel.name(), List.of());
    }

    @Test
    void rowsOfAtMostEightNumbersAreNarrow() {
        Kernel six = kernel("six", columns(whole(6), STORE));
        Kernel eight = kernel("eight", columns(whole(8), STORE));
        Kernel nine = kernel("nine", columns(whole(9), STORE));
        assertThat(NarrowKernels.of(List.of(six, eight, nine))).containsExactlyInAnyOrder("six", "eight");
    }

    @Test
    void rowsOfUnknownLengthAreNot() {
        Kernel some = kernel("some", columns(index("count"), STORE));
        Kernel later = kernel("later", new Stmt.For("col", index("from"), whole(8), LANES, List.of(STORE)));
        Kernel lanes = kernel("lanes", new Stmt.For("lane", whole(0), times(LANES, 2), whole(1), List.of(STORE)));
        assertThat(NarrowKernels.of(List.of(some, later, lanes))).isEmpty();
    }

    @Test
    void oneLongLoopIsEnough() {
        Kernel both = kernel("both", columns(whole(6), STORE), columns(whole(32), STORE));
        assertThat(NarrowKernels.of(List.of(both))).isEmpty();
    }

    @Test
    void whatATileIsCalledForSaysHowManyLanesItHas() {
        Kernel six = kernel("six", columns(whole(6), call(TILE)));
        assertThat(NarrowKernels.of(List.of(TILE, six))).containsExactlyInAnyOrder("tile", "six");
        Kernel wide = kernel("wide", columns(whole(64), call(TILE)));
        assertThat(NarrowKernels.of(List.of(TILE, six, wide))).isEmpty();
    }

    @Test
    void whatHasNoLanesDoesNotJoinItsCallers() {
        Kernel six = kernel("six", columns(whole(6), STORE), call(FOLD));
        Kernel wide = kernel("wide", columns(whole(64), STORE), call(FOLD));
        assertThat(NarrowKernels.of(List.of(FOLD, six, wide))).containsExactly("six");
    }

    @Test
    void aVectorWithoutALoopSaysNothing() {
        assertThat(NarrowKernels.of(List.of(TILE))).isEmpty();
    }
}
