package dev.nnc.compiler.plan.prepare;

import dev.nnc.compiler.ir.Axis;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Elementwise;
import dev.nnc.compiler.ir.op.Pool;
import dev.nnc.compiler.ir.op.PoolIndex;
import dev.nnc.compiler.ir.op.PoolScatter;
import dev.nnc.compiler.ir.op.Pooling;
import dev.nnc.compiler.ir.op.Window;
import dev.nnc.compiler.plan.prepare.AffineView.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Pools planes at every place of a line, as vectors do, although windows begin at every second alone: what they see stays that
 * far apart, also in what is computed of it, until something needs neighbours.
 */
final class ApartPlaces {
    /** Further apart, lanes would compute for nobody more than they save. */
    private static final int MOST_APART = 4;

    private final ChannelsInnermost graph;

    ApartPlaces(ChannelsInnermost graph) {
        this.graph = graph;
    }

    /** What a node is with its places apart; empty where they are not, or cannot stay so. */
    Optional<Arranged> arrange(Node node, List<Arranged> operands) {
        Op op = node.op();
        if (op instanceof Pool pool) {
            return everywhere(pool.pooling(), operands.get(0), pooling -> new Pool(pool.kind(), pooling));
        } else if (op instanceof PoolIndex pool) {
            return everywhere(pool.pooling(), operands.get(0), PoolIndex::new);
        } else if (op instanceof PoolScatter pool && operands.get(1).apart() > 1) {
            return Optional.of(scatter(pool, operands.get(0), operands.get(1)));
        } else if (op instanceof Elementwise) {
            return operands.stream()
                    .filter(operand -> operand.apart() > 1)
                    .findFirst()
                    .flatMap(first -> elementwise(op, first, operands));
        }
        return Optional.empty();
    }

    /** An operator on the windows of a pooling. */
    private interface Windowed {
        Op over(Pooling pooling);
    }

    private Optional<Arranged> everywhere(Pooling pooling, Arranged input, Windowed op) {
        int last = pooling.size().size() - 1;
        int apart = pooling.window().stride().get(last);
        TensorType type = graph.type(input.value());
        boolean alongLanes = input.isPlain() && input.apart() == 1 && pooling.axis() + last == type.rank() - 1;
        if (!alongLanes || !slidesFreely(pooling) || apart == 1 || apart > MOST_APART || !Planes.fill(type.axes())) {
            return Optional.empty();
        }
        int value = graph.put(op.over(byOne(pooling)), input.value());
        return Optional.of(new Arranged(value, input.order(), apart));
    }

    /** Whether windows lie within the picture and no two of them overlap. */
    private static boolean slidesFreely(Pooling pooling) {
        Window window = pooling.window();
        return window.before().stream().allMatch(zeros -> zeros == 0)
                && window.after().stream().allMatch(zeros -> zeros == 0)
                && window.dilation().stream().allMatch(step -> step == 1)
                && pooling.areDisjoint();
    }

    private static Pooling byOne(Pooling pooling) {
        Window window = pooling.window();
        List<Integer> stride = new ArrayList<>(window.stride());
        stride.set(stride.size() - 1, 1);
        return new Pooling(
                pooling.axis(),
                pooling.size(),
                new Window(stride, window.before(), window.after(), window.dilation(), window.groups()));
    }

    private Arranged scatter(PoolScatter pool, Arranged value, Arranged index) {
        int spread = spread(value, graph.type(index.value()), index.apart());
        ScatterApart scatter = new ScatterApart(byOne(pool.pooling()), pool.space(), index.apart());
        return new Arranged(graph.put(scatter, spread, index.value()), index.order());
    }

    private Optional<Arranged> elementwise(Op op, Arranged first, List<Arranged> operands) {
        TensorType type = graph.type(first.value());
        for (Arranged operand : operands) {
            boolean number = graph.type(operand.value()).dtype() == DType.F32;
            if (operand.apart() != first.apart() && !(number && operand.apart() == 1)) {
                return Optional.empty();
            }
        }
        int[] values = operands.stream()
                .mapToInt(operand -> spread(operand, type, first.apart()))
                .toArray();
        return Optional.of(new Arranged(graph.put(op, values), first.order(), first.apart()));
    }

    /** A value with its places apart like those of another. */
    private int spread(Arranged value, TensorType like, int apart) {
        if (value.apart() == apart) {
            return value.value();
        }
        Node node = graph.node(value.value());
        int last = like.rank() - 1;
        if (node.op() instanceof Constant constant && constant.isSplat()) {
            return graph.put(new Constant(constant.values(), node.type().withAxes(like.axes())));
        } else if (node.op() instanceof Broadcast broadcast && value.isPlain() && broadcast.isNew(last)) {
            return graph.put(new Broadcast(like.axes(), broadcast.places()), node.input(0));
        }
        if (node.op() instanceof SpreadProduct spread && spread.line().isPresent()) {
            SpreadProduct.Line line =
                    new SpreadProduct.Line(apart, like.axis(last).extent(1));
            return graph.put(spread.inPlanes(line), node.input(0), node.input(1));
        }
        int dense = graph.inOrder(value, Arranged.plainOrder(like.rank()));
        int reached = (graph.type(dense).axis(last).extent(1) - 1) * apart + 1;
        List<Integer> none = Collections.nCopies(like.rank(), 0);
        List<Integer> after = new ArrayList<>(none);
        after.set(last, like.axis(last).extent(1) - reached);
        List<Integer> steps = new ArrayList<>(Collections.nCopies(like.rank(), 1));
        steps.set(last, apart);
        return graph.put(new ZeroPad(none, after, steps), dense);
    }

    /** A value with neighbours side by side. */
    Arranged together(Arranged arranged) {
        if (arranged.apart() == 1) {
            return arranged;
        }
        TensorType type = graph.type(arranged.value());
        int last = type.rank() - 1;
        List<Axis> axes = new ArrayList<>(type.axes());
        axes.set(last, Axis.of((type.axis(last).extent(1) - 1) / arranged.apart() + 1));
        List<Source> sources = new ArrayList<>();
        for (int axis = 0; axis <= last; axis++) {
            List<Integer> steps = new ArrayList<>(Collections.nCopies(type.rank(), 0));
            steps.set(axis, axis == last ? arranged.apart() : 1);
            sources.add(new Source(0, steps));
        }
        return new Arranged(graph.put(new AffineView(axes, sources), arranged.value()), arranged.order());
    }
}
