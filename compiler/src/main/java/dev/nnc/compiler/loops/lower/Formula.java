package dev.nnc.compiler.loops.lower;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.op.Add;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Cast;
import dev.nnc.compiler.ir.op.Compare;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.ir.op.Divide;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Multiply;
import dev.nnc.compiler.ir.op.Negate;
import dev.nnc.compiler.ir.op.Reshape;
import dev.nnc.compiler.ir.op.Select;
import dev.nnc.compiler.ir.op.Slice;
import dev.nnc.compiler.ir.op.StopGradient;
import dev.nnc.compiler.ir.op.Subtract;
import dev.nnc.compiler.plan.Plan;
import dev.nnc.compiler.plan.Region;
import dev.nnc.compiler.plan.Space;
import dev.nnc.compiler.plan.prepare.MultiplyAdd;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What a region computes as a person would write it: {@code hidden = relu(dot(image, weight) + bias)}. */
final class Formula {
    /** Deeper formulas end in dots: they are read for what is meant, the code says the rest. */
    private static final int DEPTH = 7;

    private static final int LENGTH = 160;

    private static final Map<Class<? extends Op>, String> INFIX =
            Map.of(Add.class, " + ", Subtract.class, " - ", Multiply.class, " * ", Divide.class, " / ");

    private static final Map<Compare.Relation, String> RELATIONS = Map.of(
            Compare.Relation.EQ, " == ",
            Compare.Relation.NE, " != ",
            Compare.Relation.LT, " < ",
            Compare.Relation.LE, " <= ",
            Compare.Relation.GT, " > ",
            Compare.Relation.GE, " >= ");

    private final ValueNames names;
    private final Plan plan;
    private final Graph graph;
    private final Region region;
    private final UnaryOperator<String> spelling;

    private Formula(Plan plan, ValueNames names, Region region, UnaryOperator<String> spelling) {
        this.names = names;
        this.spelling = spelling;
        this.plan = plan;
        this.graph = plan.graph();
        this.region = region;
    }

    /** The formula of the last value that a region writes: its whole name, and those that it follows from as the code has them. */
    static String of(Plan plan, ValueNames names, Region region) {
        Region.Write last = region.writes().get(region.writes().size() - 1);
        String name = names.of(last.node());
        boolean moves = of(plan, names, region, UnaryOperator.identity()).equals(name);
        String text =
                moves ? moves(last.place().space(), name) : name + " = " + of(plan, names, region, ValueNames::end);
        return text.length() <= LENGTH ? text : text.substring(0, LENGTH) + " ...";
    }

    private static String of(Plan plan, ValueNames names, Region region, UnaryOperator<String> spelling) {
        int last = region.writes().get(region.writes().size() - 1).node();
        return new Formula(plan, names, region, spelling).write(last, DEPTH, true);
    }

    /** What is done to a value that is computed already. */
    private static String moves(Space to, String name) {
        if (to instanceof Space.Statistics) {
            return "counts " + name;
        }
        return to instanceof Space.Output ? "hands out " + name : "copies " + name;
    }

    private String write(int id, int depth, boolean first) {
        Node node = graph.node(id);
        if (node.op() instanceof Slice slice && plan.places().containsKey(id)) {
            return write(node.input(0), depth, first) + "[" + slice.from() + ":" + slice.to() + "]";
        }
        boolean known =
                plan.places().containsKey(id) && !(first && region.nodes().contains(id));
        if (known || depth == 0) {
            return depth == 0 && !known ? ".." : spelling.apply(names.of(id));
        }
        Op op = node.op();
        String infix = op instanceof Compare compare ? RELATIONS.get(compare.relation()) : INFIX.get(op.getClass());
        if (infix != null) {
            String text = operand(node, 0, depth) + infix + operand(node, 1, depth);
            return first ? text : "(" + text + ")";
        } else if (op instanceof Constant constant) {
            return constant.isSplat() ? number(constant.value()) : "table";
        } else if (op instanceof Broadcast
                || op instanceof Reshape
                || op instanceof Cast
                || op instanceof StopGradient) {
            return write(node.input(0), depth, first);
        } else if (op instanceof MultiplyAdd) {
            String text = operand(node, 0, depth) + " * " + operand(node, 1, depth) + " + " + operand(node, 2, depth);
            return first ? text : "(" + text + ")";
        } else if (op instanceof Negate) {
            return "-" + operand(node, 0, depth);
        } else if (op instanceof Select) {
            return choice(node, depth);
        } else if (node.inputs().isEmpty()) {
            return op instanceof Leaf ? spelling.apply(names.of(id)) : op.name();
        }
        return call(op instanceof Contraction ? "dot" : op.name(), node.inputs(), depth);
    }

    private String choice(Node node, int depth) {
        return Choice.of(graph, node)
                .map(choice -> call(choice.word(), choice.operands(), depth))
                .orElseGet(() -> "(" + operand(node, 0, depth) + " ? " + operand(node, 1, depth) + " : "
                        + operand(node, 2, depth) + ")");
    }

    private String call(String function, List<Integer> operands, int depth) {
        return operands.stream()
                .map(operand -> write(operand, depth - 1, true))
                .collect(Collectors.joining(", ", function + "(", ")"));
    }

    private String operand(Node node, int input, int depth) {
        return write(node.input(input), depth - 1, false);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e6
                ? Long.toString((long) value)
                : Float.toString((float) value);
    }
}
