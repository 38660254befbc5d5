package dev.nnc.compiler.loops.lower;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Compare.Relation;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Gather;
import dev.nnc.compiler.ir.op.Iota;
import dev.nnc.compiler.ir.op.Reshape;
import dev.nnc.compiler.loops.kernel.Expr;
import dev.nnc.compiler.loops.kernel.Exprs;
import dev.nnc.compiler.loops.kernel.Type;
import dev.nnc.compiler.loops.math.Threefry;
import dev.nnc.compiler.plan.Layout;
import dev.nnc.compiler.plan.Place;
import dev.nnc.compiler.plan.Space;
import dev.nnc.compiler.plan.prepare.AffineView;
import dev.nnc.compiler.plan.prepare.RandomWord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the expressions of a kernel: a value is loaded where it is in memory, read from a local where the kernel has it,
 * and otherwise computed from its operands.
 */
final class Values {
    private final ProgramContext program;
    private final Graph graph;
    private final KernelBuilder kernel;
    private final Map<Integer, Expr> numbers = new HashMap<>();
    private final Map<Integer, Place> located = new HashMap<>();
    private final Set<Integer> hidden = new HashSet<>();
    private Map<Key, Expr> known = new HashMap<>();

    private record Key(int node, List<Index> index, Expr row, Expr lane, boolean lanes) {}

    private record Along(int node, int axis) {}

    Values(ProgramContext program, KernelBuilder kernel) {
        this.program = program;
        this.graph = program.plan().graph();
        this.kernel = kernel;
    }

    /** From here on a node is this local: a number of the current row, or the sum of a tile. */
    void define(int node, Expr local) {
        numbers.put(node, local);
    }

    /** This node is not in memory yet: it is computed wherever it is read. */
    void hide(int node) {
        hidden.add(node);
    }

    /** From here on this node is read from memory. */
    void reveal(int node) {
        hidden.remove(node);
    }

    /** This node, which the plan gives no place, is read from here. */
    void locate(int node, Place place) {
        located.put(node, place);
    }

    /** Begins the body of a loop: what was computed before may not be in reach. */
    void enter() {
        known = new HashMap<>();
    }

    /** Does what may be in a branch: what it computes is not in reach behind it. */
    void apart(Runnable body) {
        Map<Key, Expr> before = new HashMap<>(known);
        body.run();
        known = before;
    }

    /** The value of a node whose axes are the frame's rows and then the lane axis. */
    Expr inLanes(int node, Frame frame) {
        return value(node, inLanes(frame), frame);
    }

    /** The index of a value whose axes are the frame's rows and then the lane axis. */
    static List<Index> inLanes(Frame frame) {
        List<Index> index = rows(frame);
        index.add(new Index.Lane());
        return index;
    }

    /** Whether a node is computed by this kernel and not read from memory. */
    boolean isComputedHere(int node) {
        return isOwn(node) || !program.plan().places().containsKey(node);
    }

    /** Whether a node is computed by this kernel alone: neither read from memory nor computed again by each reader. */
    boolean isOwn(int node) {
        return hidden.contains(node);
    }

    /** The value of a node whose axes are the frame's rows: one number a row. */
    Expr ofRow(int node, Frame frame) {
        return value(node, rows(frame), frame.single());
    }

    private static List<Index> rows(Frame frame) {
        List<Index> index = new ArrayList<>();
        for (int axis = 0; axis < frame.rows().size(); axis++) {
            index.add(new Index.Row(axis));
        }
        return index;
    }

    /** The value of a node at an index, one entry an axis. */
    Expr value(int node, List<Index> index, Frame frame) {
        boolean lanes = frame.lanes() && index.contains(new Index.Lane());
        Frame own = lanes ? frame : frame.single();
        if (numbers.containsKey(node)) {
            return numbers.get(node);
        }
        Key key = new Key(node, List.copyOf(index), frame.row(), frame.lane(), lanes);
        Expr before = known.get(key);
        if (before != null) {
            return before;
        }
        Expr value = compute(graph.node(node), index, own);
        boolean keep = program.uses(node) > 1 && !(value instanceof Expr.Splat) && value.type() != Type.MASK;
        Expr result = keep && value.type() != Type.BOOLEAN ? kernel.let(program.localName(node), value) : value;
        known.put(key, result);
        return result;
    }

    private Expr compute(Node node, List<Index> index, Frame frame) {
        Op op = node.op();
        Place place = hidden.contains(node.id())
                ? null
                : located.getOrDefault(node.id(), program.plan().places().get(node.id()));
        if (place != null) {
            return load(node, place, index, frame);
        } else if (node.type().isScalar()) {
            return op instanceof Constant constant ? Exprs.number(constant.value()) : handed(node);
        } else if (op instanceof Constant constant) {
            return constant.isSplat()
                    ? Exprs.number(constant.value())
                    : load(node, program.table(constant), index, frame);
        } else if (op instanceof Iota iota) {
            return position(index.get(iota.axis()), frame);
        } else if (op instanceof Broadcast broadcast) {
            List<Index> narrow = broadcast.places().stream().map(index::get).toList();
            return value(node.input(0), narrow, frame);
        } else if (op instanceof Reshape) {
            return value(node.input(0), throughView(node, index), frame);
        } else if (op instanceof Gather) {
            return lookUp(node, index, frame);
        } else if (op instanceof AffineView view) {
            return value(node.input(0), Views.index(view, index, frame), frame);
        } else if (op instanceof RandomWord word) {
            return draw(word, node.type(), index, frame);
        }
        List<Expr> operands = new ArrayList<>();
        for (int input : node.inputs()) {
            operands.add(value(input, index, frame));
        }
        return ElementwiseOps.apply(op, kernel, operands);
    }

    /** A number that the program hands to the kernel; a condition comes as 1 or 0. */
    private Expr handed(Node node) {
        Expr number = kernel.scalar(program.scalar(node.id()), program.localName(node.id()));
        return node.type().dtype() == DType.BOOL ? isTrue(number) : number;
    }

    private static Expr isTrue(Expr number) {
        return Exprs.compare(Relation.NE, number, Exprs.number(0));
    }

    /** Whether vectors can run along an axis of a value: everything that it is computed of must have neighbours there. */
    boolean canLoad(int id, int axis) {
        return canLoad(id, axis, new HashSet<>());
    }

    /** The same, of what is not among {@code seen}: values that meet again are no tree. */
    private boolean canLoad(int id, int axis, Set<Along> seen) {
        if (!seen.add(new Along(id, axis))) {
            return true;
        }
        Node node = graph.node(id);
        Place place = hidden.contains(id) ? null : program.plan().places().get(id);
        if (place != null) {
            return place.layout().stride(axis) == 1 && place.layout().padded();
        } else if (node.op() instanceof Broadcast broadcast) {
            int own = broadcast.places().indexOf(axis);
            return own < 0 || canLoad(node.input(0), own, seen);
        } else if (node.op() instanceof Reshape || node.op() instanceof AffineView) {
            return false;
        }
        return node.inputs().stream().allMatch(input -> canLoad(input, axis, seen));
    }

    private Expr load(Node node, Place place, List<Index> index, Frame frame) {
        KernelBuilder.Array array = kernel.array(place, program.localName(node.id()));
        Expr at = Exprs.plus(array.start(), offset(place.layout(), index, frame));
        boolean ids = node.type().dtype() == DType.I32 && place.space() instanceof Space.Input;
        if (ids) {
            return new Expr.ToFloat(new Expr.Element(array.name(), at, Type.INT));
        }
        int lane = index.indexOf(new Index.Lane());
        boolean vector = frame.lanes() && lane >= 0 && place.layout().stride(lane) == 1;
        if (frame.lanes() && lane >= 0 && !vector) {
            throw new IllegalStateException("lanes of " + node + " are not neighbours in " + place);
        }
        Expr number = vector ? new Expr.Load(array.name(), at) : new Expr.Element(array.name(), at, Type.FLOAT);
        return node.type().dtype() == DType.BOOL ? isTrue(number) : number;
    }

    /** An element, or lanes, of the row that an id names. */
    private Expr lookUp(Node node, List<Index> index, Frame frame) {
        int ids = graph.type(node.input(1)).rank();
        List<Index> row = new ArrayList<>();
        row.add(new Index.At(kernel.let("id", id(node.input(1), index.subList(0, ids), frame))));
        row.addAll(index.subList(ids, index.size()));
        return value(node.input(0), row, frame);
    }

    /** An id as an {@code int}. */
    Expr id(int ids, List<Index> index, Frame frame) {
        Expr number = value(ids, index, frame.single());
        return number instanceof Expr.ToFloat cast ? cast.value() : new Expr.ToInt(number);
    }

    /** Floats from a value's start to an element of it. */
    Expr offset(Layout layout, List<Index> index, Frame frame) {
        int[] strides = new int[frame.rows().size()];
        Expr rest = Exprs.whole(0);
        for (int axis = 0; axis < index.size(); axis++) {
            int stride = layout.stride(axis);
            if (index.get(axis) instanceof Index.Row row) {
                strides[row.axis()] += stride;
            } else {
                Expr place = index.get(axis) instanceof Index.At at ? at.place() : frame.lane();
                rest = Exprs.plus(rest, Exprs.times(place, stride));
            }
        }
        return Exprs.plus(frame.offset(strides), rest);
    }

    /** The place along an axis as a float, for each lane where the axis is the lane axis. */
    private Expr position(Index index, Frame frame) {
        if (index instanceof Index.Lane) {
            return frame.lanes() ? lanePositions(frame.lane()) : new Expr.ToFloat(frame.lane());
        }
        return new Expr.ToFloat(place(index, frame));
    }

    /** The places of the lanes from {@code lane} on, as floats. */
    Expr lanePositions(Expr lane) {
        KernelBuilder.Array positions = kernel.array(program.index(), "index");
        return new Expr.Load(positions.name(), Exprs.plus(positions.start(), lane));
    }

    /** The index into the operand of a reshape that adds or drops axes of a single element. */
    private List<Index> throughView(Node node, List<Index> index) {
        TensorType from = graph.type(node.input(0));
        List<Index> kept = new ArrayList<>();
        for (int axis = 0; axis < index.size(); axis++) {
            if (!Layout.isSingle(node.type().axis(axis))) {
                kept.add(index.get(axis));
            }
        }
        List<Index> result = new ArrayList<>();
        int next = 0;
        for (Axis axis : from.axes()) {
            result.add(Layout.isSingle(axis) ? new Index.At(Exprs.whole(0)) : kept.get(next++));
        }
        return result;
    }

    /** A draw is keyed by its place in the model and counted by the element within the example, and by the example. */
    private Expr draw(RandomWord draw, TensorType type, List<Index> index, Frame frame) {
        Expr example = Exprs.whole(0);
        Expr element = Exprs.whole(0);
        boolean lanes = false;
        for (int axis = 0; axis < index.size(); axis++) {
            Index at = index.get(axis);
            if (type.axis(axis).isBatch()) {
                example = at instanceof Index.Lane ? lane(frame) : place(at, frame);
            } else {
                int extent = type.axis(axis).extent(1);
                Expr here = at instanceof Index.Lane ? frame.lane() : place(at, frame);
                element = Exprs.plus(Exprs.times(element, extent), here);
                lanes |= at instanceof Index.Lane;
            }
        }
        Expr low = frame.lanes() && lanes ? Exprs.add(element, laneNumbers(Exprs.whole(0))) : element;
        Expr[] counter = {asWord(kernel.let("element", low), frame), asWord(kernel.let("example", example), frame)};
        Expr[] key = kernel.randomKey();
        Expr[] own = {key[0], kernel.let("key", Exprs.plus(key[1], Exprs.whole(draw.place() * 0x9E3779B9)))};
        return Threefry.uniform(kernel, own, counter, draw.word());
    }

    private Expr lane(Frame frame) {
        return frame.lanes() ? laneNumbers(frame.lane()) : frame.lane();
    }

    private static Expr asWord(Expr value, Frame frame) {
        return frame.lanes() ? Exprs.lanes(value) : value;
    }

    private static Expr place(Index index, Frame frame) {
        if (index instanceof Index.Row row) {
            return frame.place(row.axis());
        }
        return index instanceof Index.At at ? at.place() : frame.lane();
    }

    /** The places of the lanes as ints: the float of a small whole number, added to 2^23, has it in its last bits. */
    private Expr laneNumbers(Expr lane) {
        Expr shifted = Exprs.add(lanePositions(lane), Exprs.number(8388608));
        return kernel.let("lane", Exprs.bits(Expr.Operator.AND, new Expr.Bits(shifted), 0x7FFFFF));
    }
}
