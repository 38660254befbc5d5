package dev.nnc.compiler.loops.kernel;

import static dev.nnc.compiler.loops.kernel.Exprs.LANES;
import static dev.nnc.compiler.loops.kernel.Exprs.compare;
import static dev.nnc.compiler.loops.kernel.Exprs.index;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.ir.op.Compare.Relation;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is left of kernels where the number of lanes is known, or is within bounds. */
class ForLanesTest {
    private static final Stmt TALL = new Stmt.Call("tall", List.of());
    private static final Stmt SHORT = new Stmt.Call("short", List.of());

    private static Kernel kernel(String name, Stmt... body) {
        return new Kernel(name, List.of(), List.of(), List.of(body));
    }

    private static Stmt branch(Relation relation, Expr left, int right, Stmt yes, Stmt no) {
        return new Stmt.If(compare(relation, left, whole(right)), List.of(yes), List.of(no));
    }

    private static List<Kernel> left(Stmt... body) {
        return left(1, 1, body);
    }

    private static List<Kernel> left(int least, int most, Stmt... body) {
        List<Kernel> all = List.of(kernel("short"), kernel("tall"), kernel("product", body), kernel("unused"));
        return ForLanes.of(least, most, all, Set.of("product"));
    }

    @Test
    void whatIsForManyLanesIsGoneWithTheKernelsThatItCalls() {
        assertThat(left(branch(Relation.LT, LANES, 16, SHORT, TALL)))
                .containsExactly(kernel("short"), kernel("product", SHORT));
        assertThat(left(branch(Relation.GE, LANES, 16, TALL, SHORT)))
                .containsExactly(kernel("short"), kernel("product", SHORT));
        assertThat(left(branch(Relation.GE, LANES, 1, TALL, SHORT)))
                .containsExactly(kernel("tall"), kernel("product", TALL));
    }

    @Test
    void whatSomeLanesNeedStays() {
        Stmt either = branch(Relation.LT, LANES, 16, SHORT, TALL);
        assertThat(left(4, 16, either)).containsExactly(kernel("short"), kernel("tall"), kernel("product", either));
        assertThat(left(4, 8, either)).containsExactly(kernel("short"), kernel("product", SHORT));
    }

    @Test
    void aBranchWithinAnotherKnowsItsCondition() {
        Stmt nested = branch(Relation.LT, LANES, 16, branch(Relation.GE, LANES, 16, TALL, SHORT), SHORT);
        assertThat(left(4, 16, nested))
                .containsExactly(kernel("short"), kernel("product", branch(Relation.LT, LANES, 16, SHORT, SHORT)));
    }

    @Test
    void loopsAndOtherBranchesStay() {
        Stmt counted = branch(Relation.LT, index("count"), 16, SHORT, TALL);
        assertThat(left(counted)).containsExactly(kernel("short"), kernel("tall"), kernel("product", counted));
        Stmt within = branch(Relation.LT, LANES, 16, SHORT, TALL);
        assertThat(left(new Stmt.For("i", whole(0), index("n"), whole(1), List.of(within))))
                .containsExactly(
                        kernel("short"),
                        kernel("product", new Stmt.For("i", whole(0), index("n"), whole(1), List.of(SHORT))));
    }
}
