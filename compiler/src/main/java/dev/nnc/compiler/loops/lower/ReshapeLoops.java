package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.LANES;
import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.times;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Reshape;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Stmt;
import dev.nnc.compiler.loops.kernel.Type;
import dev.nnc.compiler.plan.Layout;
import dev.nnc.compiler.plan.Place;
import dev.nnc.compiler.plan.Region;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Copies an array in another shape: for each row a loop for each of the {@link Reshaped.Steps} along it, by vectors where
 * both sides have neighbours.
 */
final class ReshapeLoops {
    private final KernelBuilder kernel;
    private final Region region;
    private final Reshaped reshaped;
    private final KernelBuilder.Array from;
    private final KernelBuilder.Array to;
    private final Layout layout;

    private ReshapeLoops(ProgramContext program, Region region, KernelBuilder kernel, int operand, Reshaped reshaped) {
        this.kernel = kernel;
        this.region = region;
        this.reshaped = reshaped;
        Region.Write write = region.writes().get(0);
        from = kernel.array(program.plan().places().get(operand), program.localName(operand));
        to = kernel.array(write.place(), program.localName(write.node()));
        layout = write.place().layout();
    }

    /** The loops of a region that reshapes floats in memory, if rows of the result are counts through the operand. */
    static Optional<ReshapeLoops> of(ProgramContext program, Region region, Values values, KernelBuilder kernel) {
        Graph graph = program.plan().graph();
        if (region.nodes().isEmpty() || !(graph.node(region.hero()).op() instanceof Reshape)) {
            return Optional.empty();
        }
        Node hero = graph.node(region.hero());
        int operand = hero.input(0);
        TensorType type = graph.type(operand);
        Place place = program.plan().places().get(operand);
        if (values.isComputedHere(operand) || type.dtype() != DType.F32) {
            return Optional.empty();
        }
        return Reshaped.of(hero.type(), type, place.layout())
                .filter(Reshaped::countsRows)
                .map(reshaped -> new ReshapeLoops(program, region, kernel, operand, reshaped));
    }

    /** Copies one row. */
    void row(Expr row) {
        int rows = region.rows().size();
        Frame frame = new Frame(region.rows(), row, whole(0), false);
        int[] strides = IntStream.range(0, rows).map(reshaped::stride).toArray();
        int[] targets = IntStream.range(0, rows).map(layout::stride).toArray();
        Element source = new Element(from.name(), plus(from.start(), frame.offset(strides)));
        steps(reshaped.along(), source, new Element(to.name(), plus(to.start(), frame.offset(targets))));
    }

    /** An array and where in it an element is. */
    private record Element(String array, Expr at) {
        Element by(Expr count, int stride) {
            return new Element(array, plus(at, times(count, stride)));
        }
    }

    private void steps(List<Reshaped.Steps> steps, Element source, Element target) {
        Reshaped.Steps first = steps.get(0);
        List<Reshaped.Steps> rest = steps.subList(1, steps.size());
        if (rest.isEmpty()) {
            copy(first, source, target);
            return;
        }
        int behind = rest.stream().mapToInt(Reshaped.Steps::extent).reduce(laneStride(), (a, b) -> a * b);
        kernel.loop(
                "part",
                whole(0),
                whole(first.extent()),
                whole(1),
                part -> steps(rest, source.by(part, first.stride()), target.by(part, behind)));
    }

    private void copy(Reshaped.Steps steps, Element source, Element target) {
        boolean vectors = laneStride() == 1 && steps.stride() == 1 && steps.extent() % Layout.BLOCK == 0;
        kernel.loop("col", whole(0), whole(steps.extent()), vectors ? LANES : whole(1), col -> {
            Element element = source.by(col, steps.stride());
            Expr value = vectors
                    ? new Expr.Load(element.array(), element.at())
                    : new Expr.Element(element.array(), element.at(), Type.FLOAT);
            kernel.add(
                    new Stmt.Store(target.array(), target.by(col, laneStride()).at(), value));
        });
    }

    private int laneStride() {
        return layout.stride(region.rows().size());
    }
}
