package dev.nnc.compiler.loops.lower;

import static dev.nnc.compiler.loops.kernel.Exprs.LANES;
import static dev.nnc.compiler.loops.kernel.Exprs.number;
import static dev.nnc.compiler.loops.kernel.Exprs.plus;
import static dev.nnc.compiler.loops.kernel.Exprs.times;
import static dev.nnc.compiler.loops.kernel.Exprs.whole;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Compare.Relation;
import dev.nnc.compiler.ir.op.Pool;
import dev.nnc.compiler.ir.op.PoolIndex;
import dev.nnc.compiler.ir.op.PoolPick;
import dev.nnc.compiler.ir.op.PoolScatter;
import dev.nnc.compiler.ir.op.PoolSpread;
import dev.nnc.compiler.ir.op.Pooling;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Exprs;
import dev.nnc.compiler.plan.prepare.ScatterApart;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The loops of a pooling: over the places of its window, and over the elements of the window at one place, written out where
 * they are few.
 */
final class WindowLoops {
    /** Larger windows are loops: their code would not stay in the cache. */
    private static final int MOST_WRITTEN_OUT = 16;

    private final KernelBuilder kernel;
    private final Pooling pooling;
    private final TensorType space;
    private final TensorType places;
    private final boolean lanes;

    /** Takes the index of an element of the space, and its number in the window as a float. */
    @FunctionalInterface
    interface Element {
        void at(List<Expr> source, Expr number);
    }

    /**
     * The loops of a pooling.
     *
     * @param space the type that the window slides over
     * @param places the type of its places
     * @param loadable whether vectors can run along the last axis of what is read, where windows do not slide along it, or go
     *     from one place to the next
     */
    WindowLoops(KernelBuilder kernel, Pooling pooling, TensorType space, TensorType places, boolean loadable) {
        this.kernel = kernel;
        this.pooling = pooling;
        this.space = space;
        this.places = places;
        lanes = loadable && (!slides(space.rank() - 1) || goesByOne());
    }

    /** The windows of an operator that pools, or of its gradient. */
    static Pooling pooling(Op op) {
        if (op instanceof Pool pool) {
            return pool.pooling();
        } else if (op instanceof PoolIndex pool) {
            return pool.pooling();
        } else if (op instanceof PoolPick pool) {
            return pool.pooling();
        } else if (op instanceof PoolScatter pool) {
            return pool.pooling();
        } else if (op instanceof ScatterApart scatter) {
            return scatter.pooling();
        }
        return ((PoolSpread) op).pooling();
    }

    private boolean slides(int axis) {
        return axis >= pooling.axis() && axis < pooling.axis() + pooling.size().size();
    }

    /** Whether a window begins at every place of the last axis, so that neighbours see neighbours. */
    private boolean goesByOne() {
        int last = pooling.size().size() - 1;
        return pooling.window().stride().get(last) == 1
                && pooling.window().before().get(last) == 0
                && pooling.window().after().get(last) == 0;
    }

    /** Whether vectors run along the last axis. */
    boolean lanes() {
        return lanes;
    }

    /** The axis that work is divided by; none where the window slides along the first. */
    List<Axis> outerAxes() {
        return slides(0) ? List.of() : List.of(places.axis(0));
    }

    /** A loop for each axis of the places behind those that {@code index} has. */
    void eachPlace(List<Expr> index, Consumer<List<Expr>> body) {
        int axis = index.size();
        if (axis == places.rank()) {
            body.accept(index);
            return;
        }
        boolean last = axis == places.rank() - 1;
        Axis own = places.axis(axis);
        Expr end = own.isBatch() ? kernel.count() : whole(own.extent(1));
        kernel.loop(last ? "col" : "place", whole(0), end, last && lanes ? LANES : whole(1), at -> {
            List<Expr> more = new ArrayList<>(index);
            more.add(at);
            eachPlace(more, body);
        });
    }

    /** The elements of the window at a place, in row-major order, without those in the padding. */
    void eachElement(List<Expr> place, Element body) {
        element(0, place, whole(0), pooling.elements() <= MOST_WRITTEN_OUT, body);
    }

    private void element(int axis, List<Expr> source, Expr element, boolean writtenOut, Element body) {
        if (axis == pooling.size().size()) {
            body.at(
                    source,
                    element instanceof Expr.IntLiteral known ? number(known.value()) : new Expr.ToFloat(element));
            return;
        }
        int size = pooling.size().get(axis);
        if (writtenOut) {
            for (int k = 0; k < size; k++) {
                step(axis, source, element, whole(k), true, body);
            }
        } else {
            kernel.loop("k", whole(0), whole(size), whole(1), k -> step(axis, source, element, k, false, body));
        }
    }

    private void step(int axis, List<Expr> source, Expr element, Expr k, boolean writtenOut, Element body) {
        int at = pooling.axis() + axis;
        int before = pooling.window().before().get(axis);
        int stride = pooling.window().stride().get(axis);
        int dilation = pooling.window().dilation().get(axis);
        int size = pooling.size().get(axis);
        Expr offset = plus(times(k, dilation), whole(-before));
        Expr position = plus(times(source.get(at), stride), offset);
        List<Expr> more = new ArrayList<>(source);
        more.set(at, position);
        Expr next = plus(times(element, size), k);
        int first = k instanceof Expr.IntLiteral known ? known.value() : 0;
        int last = k instanceof Expr.IntLiteral known ? known.value() : size - 1;
        int extent = space.axis(at).extent(1);
        boolean below = first * dilation - before < 0;
        boolean above = (places.axis(at).extent(1) - 1) * stride + last * dilation - before >= extent;
        if (!below && !above) {
            element(axis + 1, more, next, writtenOut, body);
            return;
        }
        Expr inside = new Expr.Comparison(Relation.LT, position, whole(extent));
        if (below) {
            Expr enough = new Expr.Comparison(Relation.GE, position, whole(0));
            inside = above ? new Expr.Logic(Expr.Operator.AND, enough, inside) : enough;
        }
        kernel.when(inside, () -> element(axis + 1, more, next, writtenOut, body));
    }

    /** Whether a window can reach into padding. */
    boolean reachesPadding() {
        return pooling.window().before().stream().anyMatch(zeros -> zeros > 0)
                || pooling.window().after().stream().anyMatch(zeros -> zeros > 0);
    }

    /** Whether no element is in two windows. */
    boolean areDisjoint() {
        return pooling.areDisjoint();
    }

    /** Whether each element is in a window. */
    boolean coverAll() {
        for (int i = 0; i < pooling.size().size(); i++) {
            int stride = pooling.window().stride().get(i);
            int extent = space.axis(pooling.axis() + i).extent(1);
            boolean dense =
                    pooling.window().dilation().get(i) == 1 && pooling.size().get(i) >= stride;
            boolean whole = pooling.window().before().get(i) + extent
                    <= (places.axis(pooling.axis() + i).extent(1) - 1) * stride
                            + pooling.size().get(i);
            if (!dense || !whole) {
                return false;
            }
        }
        return true;
    }

    /** The index of an element, of all lanes from the last place on where there are lanes. */
    List<Index> index(List<Expr> at) {
        List<Index> index = new ArrayList<>();
        for (int axis = 0; axis < at.size() - 1; axis++) {
            index.add(new Index.At(at.get(axis)));
        }
        index.add(new Index.Lane());
        return index;
    }

    Frame frame(List<Expr> at) {
        return new Frame(List.of(), whole(0), at.get(at.size() - 1), lanes);
    }

    /** A number, in every lane where there are lanes. */
    Expr spread(double value) {
        return lanes ? Exprs.lanes(number(value)) : number(value);
    }
}
