package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.plan.Layout;
import dev.nnc.compiler.plan.Place;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Another way to look at a value, without moving it: the windows of a picture, the parts of grouped channels, a kernel from
 * behind. The index along each axis of the operand is a sum of multiples of the view's indices, so the view has strides
 * wherever the operand has some; elements may be seen many times.
 *
 * @param axes of the view
 * @param sources how the index along each axis of the operand follows from the view's
 */
public record AffineView(List<Axis> axes, List<Source> sources) implements Op {
    /**
     * The index along one axis of the operand: {@code start + sum(steps[d] * index[d])}.
     *
     * @param steps one for each axis of the view
     */
    public record Source(int start, List<Integer> steps) {
        public Source {
            steps = List.copyOf(steps);
        }
    }

    public AffineView {
        axes = List.copyOf(axes);
        sources = List.copyOf(sources);
    }

    @Override
    public String name() {
        return "view";
    }

    @Override
    public String attributes() {
        return "sources=" + sources;
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
        return inputs.get(0).withAxes(axes);
    }

    /** This view of the transpose of a value, as a view of the value. */
    AffineView through(List<Integer> order) {
        Source[] behind = new Source[sources.size()];
        for (int axis = 0; axis < behind.length; axis++) {
            behind[order.get(axis)] = sources.get(axis);
        }
        return new AffineView(axes, List.of(behind));
    }

    /** Where the view is, given where its operand is. */
    public Place of(Place operand, TensorType type) {
        int offset = operand.offset();
        int[] strides = new int[axes.size()];
        for (int axis = 0; axis < sources.size(); axis++) {
            int stride = operand.layout().stride(axis);
            offset += sources.get(axis).start() * stride;
            for (int i = 0; i < strides.length; i++) {
                strides[i] += sources.get(axis).steps().get(i) * stride;
            }
        }
        List<Integer> all = Arrays.stream(strides).boxed().toList();
        return operand.at(offset, new Layout(type, all, Layout.lastAxis(type), false));
    }

    /** Whether neighbours along its last axis are neighbours along this axis of the operand, from the first on. */
    boolean runsAlong(int axis) {
        int last = axes.size() - 1;
        for (int other = 0; other < sources.size(); other++) {
            Source source = sources.get(other);
            boolean alone = source.start() == 0
                    && IntStream.range(0, last).allMatch(i -> source.steps().get(i) == 0);
            if (source.steps().get(last) != (other == axis ? 1 : 0) || other == axis && !alone) {
                return false;
            }
        }
        return true;
    }

    /** Whether neighbours along its last axis are neighbours along the last axis of the operand. */
    boolean hasNeighbours() {
        int last = axes.size() - 1;
        int lane = sources.size() - 1;
        return IntStream.rangeClosed(0, lane)
                .allMatch(axis -> sources.get(axis).steps().get(last) == (axis == lane ? 1 : 0));
    }

    /** Whether vectors that are loaded through it may begin between two blocks, and so end behind its operand. */
    public boolean reachesBehind() {
        int last = axes.size() - 1;
        return hasNeighbours()
                && !runsAlong(sources.size() - 1)
                && axes.get(last).extent(1) > 1;
    }

    /** Whether it sees some elements more than once, as windows that overlap do. */
    boolean overlaps() {
        return sources.stream().anyMatch(this::overlaps);
    }

    private boolean overlaps(Source source) {
        long seen = 1;
        long reached = 1;
        for (int axis = 0; axis < axes.size(); axis++) {
            int step = Math.abs(source.steps().get(axis));
            int extent = axes.get(axis).extent(1);
            seen *= step == 0 ? 1 : extent;
            reached += (long) step * (extent - 1);
        }
        return seen > reached;
    }

    /** Whether it sees a value as it is. */
    boolean isWhole(TensorType operand) {
        boolean whole = operand.axes().equals(axes);
        for (int axis = 0; whole && axis < axes.size(); axis++) {
            List<Integer> steps = sources.get(axis).steps();
            for (int i = 0; i < steps.size(); i++) {
                whole &= steps.get(i) == (i == axis ? 1 : 0);
            }
            whole &= sources.get(axis).start() == 0;
        }
        return whole;
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type, Run run) {
        Tensor result = Tensor.zeros(type.shape(run.batch()));
        int[] index = new int[axes.size()];
        int[] source = new int[sources.size()];
        int at = 0;
        do {
            for (int axis = 0; axis < source.length; axis++) {
                source[axis] = sources.get(axis).start();
                for (int i = 0; i < index.length; i++) {
                    source[axis] += sources.get(axis).steps().get(i) * index[i];
                }
            }
            result.data()[at++] = inputs.get(0).get(source);
        } while (Tensor.next(index, result.shape()));
        return result;
    }

    @Override
    public List<Integer> gradient(GraphBuilder graph, Node node, int adjoint) {
        throw new IllegalStateException("views are made behind differentiation");
    }

    @Override
    public long flops(List<TensorType> inputs, TensorType type, int batch) {
        return 0;
    }
}
