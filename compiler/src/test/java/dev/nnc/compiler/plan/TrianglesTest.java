package dev.nnc.compiler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Compare;
import dev.nnc.compiler.ir.op.Compare.Relation;
import dev.nnc.compiler.ir.op.Iota;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Transpose;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which values are 0 where one index is larger than another. */
class TrianglesTest {
    private static final TensorType TYPE = TensorType.f32(3, 8, 8);

    private final GraphBuilder graph = new GraphBuilder("g");
    private final Arithmetic math = new Arithmetic(graph);
    private final int x = graph.add(new Leaf(Leaf.Kind.INPUT, "x", TYPE.batched()));

    private int index(int axis) {
        return graph.add(new Iota(graph.type(x).withDType(DType.I32), axis));
    }

    private int where(Relation relation, double otherwise) {
        int kept = graph.add(new Compare(relation), index(2), index(3));
        return math.select(kept, x, math.like(x, otherwise));
    }

    private Map<Integer, Triangle> triangles() {
        Triangles triangles = Triangles.of(graph.build());
        Map<Integer, Triangle> zero = new HashMap<>();
        graph.build().nodes().forEach(node -> triangles.zero(node.id()).ifPresent(found -> zero.put(node.id(), found)));
        return zero;
    }

    @Test
    void whatAComparisonOfIndicesLeaves() {
        int lower = where(Relation.GE, 0);
        int strictly = where(Relation.GT, 0);
        int upper = where(Relation.LE, 0);
        assertThat(triangles())
                .containsEntry(lower, new Triangle(2, 3))
                .containsEntry(strictly, new Triangle(2, 3))
                .containsEntry(upper, new Triangle(3, 2));
    }

    @Test
    void otherComparisonsAndOtherNumbersLeaveNone() {
        int equal = where(Relation.EQ, 0);
        int low = where(Relation.GE, -1e9);
        int hidden = where(Relation.GE, Double.NEGATIVE_INFINITY);
        int some = math.select(math.ge(x, math.like(x, 1)), x, math.like(x, 0));
        assertThat(triangles()).doesNotContainKeys(equal, low, hidden, some, math.exp(low));
    }

    @Test
    void aSoftmaxOfWhatIsHidden() {
        int hidden = where(Relation.GE, Double.NEGATIVE_INFINITY);
        int e = math.exp(math.sub(hidden, math.like(x, 3)));
        int weights = math.div(e, math.sum(e, List.of(3), true));
        assertThat(triangles()).containsEntry(e, new Triangle(2, 3)).containsEntry(weights, new Triangle(2, 3));
    }

    @Test
    void whatIsMultipliedNegatedOrTransposed() {
        int lower = where(Relation.GE, 0);
        int left = math.mul(lower, x);
        int right = math.mul(x, lower);
        int turned = graph.add(new Transpose(List.of(0, 3, 1, 2)), math.neg(lower));
        assertThat(triangles())
                .containsEntry(left, new Triangle(2, 3))
                .containsEntry(right, new Triangle(2, 3))
                .containsEntry(turned, new Triangle(3, 1));
    }

    @Test
    void whatIsAddedToOrDividedByIsNone() {
        int lower = where(Relation.GE, 0);
        int sum = math.add(lower, x);
        int quotient = math.div(x, lower);
        int raised = math.exp(lower);
        assertThat(triangles()).doesNotContainKeys(sum, quotient, raised);
    }
}
