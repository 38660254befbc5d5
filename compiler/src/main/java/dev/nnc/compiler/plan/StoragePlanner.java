package dev.nnc.compiler.plan;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.ir.model.Phase;
import dev.nnc.compiler.ir.model.Section;
import dev.nnc.compiler.ir.model.Weight;
import dev.nnc.compiler.ir.op.Contraction;
import dev.nnc.compiler.ir.op.Convolution;
import dev.nnc.compiler.ir.op.ConvolutionInputGradient;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.plan.prepare.Prepare;
import dev.nnc.compiler.plan.prepare.PreparedScan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Chooses where each weight is and which of its axes is the lane axis: a function of the model alone. */
public final class StoragePlanner {
    private final Model model;
    private final Map<String, List<Integer>> kernels = new HashMap<>();
    private final Map<String, Integer> lanes = new HashMap<>();
    private final Map<String, Storage.Tensor> places = new HashMap<>();
    private int floats = Layout.LEAD;

    private StoragePlanner(Model model) {
        this.model = model;
    }

    /**
     * The places of a model's weights.
     *
     * @throws TooLarge when they, or what optimizers keep of them, do not fit in an array
     */
    public static Storage plan(Model model) {
        return new StoragePlanner(model).plan();
    }

    private Storage plan() {
        for (Graph graph : graphs()) {
            graph.nodes().forEach(node -> orderKernel(graph, node));
            chooseLanes(Prepare.squeeze(graph));
        }
        List<Storage.Moved> moved = model.phases().stream().map(this::place).toList();
        model.weights().forEach(this::place);
        checkStates(moved);
        List<Storage.Tensor> tensors = model.weights().stream()
                .map(weight -> places.get(weight.name()))
                .toList();
        return new Storage(tensors, moved, floats);
    }

    private void checkStates(List<Storage.Moved> moved) {
        long kept = Layout.LEAD;
        for (int i = 0; i < moved.size(); i++) {
            kept += (long) model.phases().get(i).slots().size()
                    * moved.get(i).all().floats();
        }
        TooLarge.check(kept, TooLarge.What.OPTIMIZER);
    }

    private List<Graph> graphs() {
        return Stream.concat(
                        Stream.of(model.inference()), model.phases().stream().map(Phase::forward))
                .toList();
    }

    private Storage.Moved place(Phase phase) {
        int first = floats;
        List<Storage.Range> sections = new ArrayList<>();
        for (Section section : phase.sections()) {
            int from = floats;
            model.weights().stream()
                    .filter(weight -> section.weights().contains(weight.name()))
                    .forEach(this::place);
            sections.add(new Storage.Range(from, floats));
        }
        return new Storage.Moved(new Storage.Range(first, floats), sections);
    }

    private void place(Weight weight) {
        if (!places.containsKey(weight.name())) {
            Layout layout = layout(weight);
            places.put(weight.name(), new Storage.Tensor(weight, floats, layout.strides()));
            floats = TooLarge.check(floats + layout.length(1), TooLarge.What.WEIGHTS);
        }
    }

    private Layout layout(Weight weight) {
        List<Integer> order = kernels.get(weight.name());
        return order == null
                ? Layout.of(weight.type(), logicalAxis(weight.type(), lanes.getOrDefault(weight.name(), -1)))
                : Layout.ordered(weight.type(), order);
    }

    /** The kernel {@code [o,c,size..]} of a convolution is {@code [size..,c,o]} in memory, as the tiles walk through it. */
    private void orderKernel(Graph graph, Node node) {
        boolean convolves = node.op() instanceof Convolution || node.op() instanceof ConvolutionInputGradient;
        if (convolves && graph.node(node.input(1)).op() instanceof Leaf leaf && leaf.kind() == Leaf.Kind.PARAMETER) {
            List<Integer> order = new ArrayList<>(
                    IntStream.range(2, leaf.declared().rank()).boxed().toList());
            order.addAll(List.of(1, 0));
            kernels.putIfAbsent(leaf.leaf(), order);
        }
    }

    /** A matrix product runs its lanes along the last axis of its result: where that is a weight's axis, it is its lane axis. */
    private void chooseLanes(Graph graph) {
        for (Node node : graph.nodes()) {
            if (node.op() instanceof PreparedScan scan) {
                chooseLanes(inPlaceOfLeaves(scan, graph, node));
            }
            if (node.op() instanceof Contraction contraction
                    && !contraction.out().isEmpty()) {
                choose(graph.node(node.input(0)), contraction.left(), contraction.out());
                choose(graph.node(node.input(1)), contraction.right(), contraction.out());
            }
        }
    }

    /** The sub-graph of a scan with the weights that it is given as leaves of its own. */
    private static Graph inPlaceOfLeaves(PreparedScan scan, Graph graph, Node node) {
        Map<String, Node> given = new HashMap<>();
        for (int i = 0; i < node.inputs().size(); i++) {
            given.put(scan.leaf(i), graph.node(node.input(i)));
        }
        GraphBuilder body = new GraphBuilder(scan.body().name());
        for (Node step : scan.body().nodes()) {
            boolean weight =
                    step.op() instanceof Leaf leaf && given.get(leaf.leaf()).op() instanceof Leaf;
            Node named = weight ? given.get(((Leaf) step.op()).leaf()) : step;
            body.copy(named, step.inputs());
        }
        return body.build();
    }

    private void choose(Node operand, String letters, String out) {
        int lane = letters.indexOf(out.charAt(out.length() - 1));
        if (operand.op() instanceof Leaf leaf && leaf.kind() == Leaf.Kind.PARAMETER && lane >= 0) {
            lanes.putIfAbsent(leaf.leaf(), lane);
        }
    }

    /** The axis of the whole type for an axis of the squeezed one; the last where there is no choice. */
    private static int logicalAxis(TensorType type, int squeezed) {
        int index = 0;
        for (int axis = 0; axis < type.rank(); axis++) {
            if (!Layout.isSingle(type.axis(axis)) && index++ == squeezed) {
                return axis;
            }
        }
        return Layout.lastAxis(type);
    }
}
