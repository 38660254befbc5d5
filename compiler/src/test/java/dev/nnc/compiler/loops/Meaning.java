package dev.nnc.compiler.loops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Reference;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.model.AroundUpdate;
import dev.nnc.compiler.ir.model.Initial;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.ir.model.Phase;
import dev.nnc.compiler.ir.model.Schedule;
import dev.nnc.compiler.ir.model.Section;
import dev.nnc.compiler.ir.model.Training;
import dev.nnc.compiler.ir.model.Weight;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.loops.kernel.Kernel;
import dev.nnc.compiler.loops.lower.ProgramLowering;
import dev.nnc.compiler.loops.program.LoweredModel;
import dev.nnc.compiler.plan.Space;
import dev.nnc.compiler.plan.Storage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.assertj.core.data.Offset;

/** Holds the kernels of a graph against its reference meaning, at several vector widths, batches and divisions. */
final class Meaning {
    static final int MAX_BATCH = 21;

    private final Graph graph;
    private final LoweredModel lowered;
    private final Map<String, Tensor> leaves = new HashMap<>();
    private final int batch;

    private Meaning(Graph graph, int batch, long seed, UnaryOperator<ProgramLowering> programs) {
        this.graph = graph;
        this.batch = batch;
        List<Weight> weights = new ArrayList<>();
        Random random = new Random(seed);
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Leaf leaf && leaf.kind() != Leaf.Kind.COUNT) {
                leaves.put(leaf.leaf(), draw(leaf.declared(), batch, random));
                if (leaf.kind() == Leaf.Kind.PARAMETER) {
                    Initial zero = Initial.of(Initial.Kind.CONSTANT, 0.0);
                    weights.add(new Weight(leaf.leaf(), leaf.declared(), true, zero, node.origin()));
                }
            }
        }
        List<String> names = weights.stream().map(Weight::name).distinct().toList();
        Graph none = new Graph("none", List.of(), List.of());
        List<Section> sections = List.of(new Section("", names));
        Phase phase = new Phase(
                "loss", graph, names, none, AroundUpdate.NONE, sections, List.of(), Map.of(), Schedule.CONSTANT, false);
        Training training = Training.DEFAULT.withBatch(MAX_BATCH);
        Model model = new Model(
                "M",
                List.of(),
                List.of(),
                weights,
                List.of(),
                List.of(),
                List.of(),
                none,
                List.of(phase),
                List.of(),
                training);
        ModelGraphs graphs =
                new ModelGraphs(none, none, List.of(new ModelGraphs.Phase(graph, none, AroundUpdate.NONE)), List.of());
        lowered = Lowering.lower(model, graphs, programs.apply(new ProgramLowering(MAX_BATCH, false)));
    }

    private static Tensor draw(TensorType type, int batch, Random random) {
        Tensor tensor = Tensor.zeros(type.shape(batch));
        for (int i = 0; i < tensor.data().length; i++) {
            tensor.data()[i] = type.dtype() == DType.I32 ? random.nextInt(3) : (float) random.nextGaussian();
        }
        return tensor;
    }

    /** Checks every result of a graph. */
    static void check(Graph graph) {
        check(graph, 1, 5, 16, MAX_BATCH);
    }

    /** Checks every result of a graph that takes long to interpret, at fewer batches and widths. */
    static void checkSome(Graph graph) {
        check(graph, new int[] {1, 3}, new int[] {1, 16}, UnaryOperator.identity());
    }

    /** Checks every result of a graph for some batches. */
    static void check(Graph graph, int... batches) {
        check(graph, UnaryOperator.identity(), batches);
    }

    /** Checks every result of a graph in programs of some kind. */
    static void check(Graph graph, UnaryOperator<ProgramLowering> programs, int... batches) {
        check(graph, batches, new int[] {1, 4, 8, 16}, programs);
    }

    /** The kernels of a graph. */
    static List<Kernel> kernels(Graph graph, UnaryOperator<ProgramLowering> programs) {
        return new Meaning(graph, 1, 7, programs).lowered.kernels();
    }

    private static void check(Graph graph, int[] batches, int[] widths, UnaryOperator<ProgramLowering> programs) {
        for (int batch : batches) {
            Meaning meaning = new Meaning(graph, batch, 7, programs);
            Map<String, float[]> before = null;
            for (int lanes : widths) {
                for (int parts : new int[] {1, 2}) {
                    Map<String, float[]> results = meaning.run(lanes, parts);
                    if (before == null) {
                        meaning.compare(results);
                    } else {
                        same(before, results, lanes, parts);
                    }
                    before = results;
                }
            }
        }
    }

    private static void same(Map<String, float[]> expected, Map<String, float[]> found, int lanes, int parts) {
        expected.forEach((name, values) -> assertThat(found.get(name))
                .as("%s with %d lanes in %d parts", name, lanes, parts)
                .containsExactly(values));
    }

    private void compare(Map<String, float[]> results) {
        Reference reference = Reference.evaluate(graph, new Run(batch, leaves, (normal, place, element) -> 0));
        graph.results().forEach(result -> {
            Tensor expected = reference.value(result.node());
            float[] found = results.get(result.text());
            double largest = 1e-6;
            for (double value : expected.data()) {
                largest = Math.max(largest, Math.abs(value));
            }
            for (int i = 0; i < found.length; i++) {
                assertThat((double) found[i])
                        .as("%s[%d] for a batch of %d in%n%s", result.text(), i, batch, graph)
                        .isCloseTo(expected.data()[i], Offset.offset(1e-4 * largest));
            }
        });
    }

    private Map<String, float[]> run(int lanes, int parts) {
        ProgramInterpreter program = new ProgramInterpreter(lowered, lanes);
        program.count = batch;
        program.parts = parts;
        program.settings.put("rate", 0.1);
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Leaf leaf && leaf.kind() == Leaf.Kind.INPUT) {
                program.arrays.put(new Space.Input(leaf.leaf()), external(leaf));
            }
        }
        for (Storage.Tensor tensor : lowered.storage().tensors()) {
            scatter(leaves.get(tensor.weight().name()), tensor, program.floats(new Space.Parameters()));
        }
        for (Result result : graph.results()) {
            int size = (int) graph.type(result.node()).elements(batch);
            if (result.kind() == Result.Kind.OUTPUT) {
                program.arrays.put(new Space.Output(result.name()), new float[size]);
            }
        }
        program.run(lowered.phases().get(0).gradients());
        return collect(program);
    }

    private Map<String, float[]> collect(ProgramInterpreter program) {
        Map<String, float[]> results = new HashMap<>();
        for (Result result : graph.results()) {
            switch (result.kind()) {
                case OUTPUT -> results.put(result.text(), program.floats(new Space.Output(result.name())));
                case LOSS ->
                    results.put(
                            result.text(),
                            new float[] {program.losses.get(result.name()).floatValue()});
                default ->
                    results.put(
                            result.text(),
                            gather(
                                    lowered.storage().find(result.name()).orElseThrow(),
                                    program.floats(new Space.Gradients())));
            }
        }
        return results;
    }

    private Object external(Leaf leaf) {
        double[] data = leaves.get(leaf.leaf()).data();
        if (leaf.declared().dtype() == DType.I32) {
            return Arrays.stream(data).mapToInt(value -> (int) value).toArray();
        }
        float[] floats = new float[data.length];
        for (int i = 0; i < data.length; i++) {
            floats[i] = (float) data[i];
        }
        return floats;
    }

    private static void scatter(Tensor values, Storage.Tensor tensor, float[] physical) {
        int[] index = new int[values.shape().length];
        int at = 0;
        do {
            physical[place(tensor, index)] = (float) values.data()[at++];
        } while (Tensor.next(index, values.shape()));
    }

    private static float[] gather(Storage.Tensor tensor, float[] physical) {
        int[] shape = tensor.weight().type().shape(1);
        float[] values = new float[Tensor.size(shape)];
        int[] index = new int[shape.length];
        int at = 0;
        do {
            values[at++] = physical[place(tensor, index)];
        } while (Tensor.next(index, shape));
        return values;
    }

    private static int place(Storage.Tensor tensor, int[] index) {
        int place = tensor.offset();
        for (int i = 0; i < index.length; i++) {
            place += index[i] * tensor.strides().get(i);
        }
        return place;
    }
}
