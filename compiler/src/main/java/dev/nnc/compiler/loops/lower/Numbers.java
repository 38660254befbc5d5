package dev.nnc.compiler.loops.lower;

import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.op.Broadcast;
import dev.nnc.compiler.ir.op.Constant;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Reshape;
import dev.nnc.compiler.ir.op.StopGradient;
import dev.nnc.compiler.loops.program.Scalar;
import dev.nnc.compiler.loops.program.Step;
import dev.nnc.compiler.plan.Place;
import dev.nnc.compiler.plan.Plan;
import dev.nnc.compiler.plan.ScanPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Turns nodes of rank 0 into what a program computes between its kernels, each once, before its first use. */
final class Numbers {
    private final Plan plan;
    private final List<Step> steps;
    private final Map<Integer, Scalar> known = new HashMap<>();
    private final Names names;
    private final Function<String, Scalar> leaves;

    Numbers(Plan plan, List<Step> steps) {
        this(plan, steps, new Names("count", "step", "from", "to"), leaf -> new Scalar.Setting(leaf));
    }

    private Numbers(Plan plan, List<Step> steps, Names names, Function<String, Scalar> leaves) {
        this.plan = plan;
        this.steps = steps;
        this.names = names;
        this.leaves = leaves;
    }

    /** The numbers of one step of a loop, whose leaves are numbers of the program around it. */
    Numbers within(Plan step, ScanPlan scan, List<Step> stepsWithin) {
        return new Numbers(step, stepsWithin, names, leaf -> of(scan.outside().get(leaf)));
    }

    /** The number that a node is; a formula becomes a step of the program. */
    Scalar of(int id) {
        Scalar before = known.get(id);
        if (before != null) {
            return before;
        }
        Scalar value = compute(id);
        known.put(id, value);
        return value;
    }

    private Scalar compute(int id) {
        Node node = plan.graph().node(id);
        Op op = node.op();
        if (op instanceof Constant constant) {
            return new Scalar.Number(constant.value());
        } else if (op instanceof Leaf leaf && leaf.kind() == Leaf.Kind.COUNT) {
            return new Scalar.Count();
        } else if (op instanceof Leaf leaf && !plan.places().containsKey(id)) {
            return leaves.apply(leaf.leaf());
        } else if (op instanceof Reshape || op instanceof Broadcast || op instanceof StopGradient) {
            return of(node.input(0));
        } else if (op instanceof Leaf || plan.sources().isComputed(id)) {
            Place place = plan.places().get(id);
            return new Scalar.Stored(place.space(), place.offset());
        }
        List<Scalar> operands = node.inputs().stream().map(this::of).toList();
        String wanted =
                node.origin().name().isEmpty() ? op.name() : node.origin().name();
        String name = names.fresh(wanted);
        steps.add(new Step.Compute(
                name, new Scalar.Apply(op.name(), operands), node.origin().place()));
        return new Scalar.Named(name);
    }
}
