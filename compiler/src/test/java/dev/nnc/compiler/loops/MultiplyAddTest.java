package dev.nnc.compiler.loops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.op.Add;
import dev.nnc.compiler.ir.op.Multiply;
import dev.nnc.compiler.plan.prepare.MultiplyAdd;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A product in a sum is one operation with it, whoever else reads the product. */
class MultiplyAddTest extends LoweredGraph {
    private List<Class<? extends Op>> arithmetic() {
        return prepared(graph.build()).nodes().stream()
                .<Class<? extends Op>>map(node -> node.op().getClass())
                .filter(List.of(Add.class, Multiply.class, MultiplyAdd.class)::contains)
                .toList();
    }

    @Test
    void aProductOnEitherSide() {
        int x = input("x", 16);
        int y = input("y", 16);
        outputIs("first", math.add(math.mul(x, y), x));
        outputIs("second", math.add(y, math.mul(x, x)));
        assertThat(arithmetic()).containsOnly(MultiplyAdd.class).hasSize(2);
        Meaning.check(graph.build(), 1, 3);
    }

    @Test
    void ofTwoProductsTheSecond() {
        int x = input("x", 16);
        int y = input("y", 16);
        outputIs("z", math.add(math.mul(x, x), math.mul(x, y)));
        assertThat(arithmetic()).containsExactly(Multiply.class, MultiplyAdd.class);
        Meaning.check(graph.build(), 1, 3);
    }

    @Test
    void aProductThatIsAnOutputToo() {
        int product = math.mul(input("x", 16), input("y", 16));
        outputIs("product", product);
        outputIs("z", math.add(product, input("w", 16)));
        assertThat(arithmetic()).containsExactly(Multiply.class, MultiplyAdd.class);
        Meaning.check(graph.build(), 1, 3);
    }
}
