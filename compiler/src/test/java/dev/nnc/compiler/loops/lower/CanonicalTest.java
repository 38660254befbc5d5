package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.add;
import static dev.nnc.compiler.loops.kernel.Exprs.index;
import static dev.nnc.compiler.loops.kernel.Exprs.number;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Kernel;
import dev.nnc.compiler.loops.kernel.Stmt;
import dev.nnc.compiler.loops.kernel.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which kernels count as one. */
class CanonicalTest {
    private static String structure(String array, Stmt... body) {
        List<Kernel.Parameter> parameters = List.of(new Kernel.Parameter(Kernel.Kind.FLOATS, array));
        return Canonical.of(new Kernel("k", List.of(), parameters, List.of(body)));
    }

    private static Expr first(String array) {
        return new Expr.Element(array, whole(0), Type.FLOAT);
    }

    private static Stmt store(String array, Expr value) {
        return new Stmt.Store(array, whole(1), value);
    }

    private static Expr local(String name) {
        return new Expr.Local(name, Type.FLOAT);
    }

    @Test
    void namesDoNotMatter() {
        assertThat(structure("a", store("a", first("a")))).isEqualTo(structure("b", store("b", first("b"))));
        assertThat(structure("a", store("a", first("a")))).isNotEqualTo(structure("a", store("a", number(1))));
    }

    @Test
    void aValueMayHaveANameOrStandWhereItIsUsed() {
        String inPlace = structure("a", store("a", add(add(first("a"), local("n")), number(2))));
        Stmt once = new Stmt.Let("x", add(first("a"), local("n")));
        assertThat(structure("a", once, store("a", add(local("x"), number(2))))).isEqualTo(inPlace);
        Stmt twice = new Stmt.Let("y", add(local("x"), number(2)));
        assertThat(structure("a", once, twice, store("a", local("y")))).isEqualTo(inPlace);
    }

    @Test
    void aValueThatIsReadBeforeAStoreIsAnotherThanOneReadBehindIt() {
        Stmt named = new Stmt.Let("x", first("a"));
        Stmt change = new Stmt.Store("a", whole(0), number(3));
        assertThat(structure("a", named, change, store("a", local("x"))))
                .isNotEqualTo(structure("a", change, store("a", first("a"))));
    }

    @Test
    void aValueInFrontOfALoopIsAnotherThanOneInEachTurn() {
        Stmt named = new Stmt.Let("x", first("a"));
        assertThat(structure("a", named, loop(new Stmt.Store("a", index("i"), local("x")))))
                .isNotEqualTo(structure("a", loop(new Stmt.Store("a", index("i"), first("a")))));
    }

    private static Stmt loop(Stmt body) {
        return new Stmt.For("i", whole(0), whole(4), whole(1), List.of(body));
    }
}
