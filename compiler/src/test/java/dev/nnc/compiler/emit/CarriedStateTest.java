package dev.nnc.compiler.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nnc.compiler.NnCompiler;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.Node;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.model.Entry;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.loops.Lowering;
import dev.nnc.compiler.loops.ModelGraphs;
import dev.nnc.compiler.passes.Pipeline;
import dev.nnc.runtime.CarriedState;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An entry that keeps something from call to call: the same as handing what came out in again. */
class CarriedStateTest {
    private static final String TEXT = """
            model Net {
                input x: float[3]
                input h: float[20]
                layer fresh = dense(20)
                layer back = dense(20)
                output y = tanh((x -> fresh) + (h -> back))
                entry advance(x: float[3], h: float[20]) {
                    output y = tanh((x -> fresh) + (h -> back))
                }
            }
            """;

    /** More than one batch of 32. */
    private static final int SEQUENCES = 40;

    private final Class<?> network;
    private final Object net;
    private final Class<?> stateType;

    CarriedStateTest() throws ReflectiveOperationException {
        Model model = NnCompiler.compile(new Source("net.nn", TEXT), Options.forPackage("com.acme"))
                .models()
                .get(0);
        Model carrying = withEntry(model, carrying(model.entries().get(0)));
        Pipeline passes = Pipeline.standard();
        Graph outputs = model.inference();
        ModelGraphs graphs = new ModelGraphs(
                passes.run(outputs),
                passes.run(outputs.withResults(List.of())),
                List.of(),
                List.of(passes.run(carrying.entries().get(0).graph())));
        CompiledCode code = CompiledCode.of(JavaEmitter.emit(
                Lowering.lower(carrying, graphs, false),
                Options.forPackage("com.acme").withFlavour(Options.Flavour.VECTOR),
                new FileHeader("test", "net.nn", "0")));
        network = code.loadClass("com.acme.Net");
        net = network.getMethod("create", long.class).invoke(null, 4L);
        stateType = code.loadClass("com.acme.Net$AdvanceState");
    }

    /** The entry with {@code h} kept instead of passed. */
    private static Entry carrying(Entry entry) {
        Graph graph = entry.graph();
        List<Node> nodes = new ArrayList<>();
        for (Node node : graph.nodes()) {
            boolean kept = node.op() instanceof Leaf leaf && leaf.leaf().equals("h");
            nodes.add(
                    kept
                            ? new Node(
                                    node.id(),
                                    new Leaf(Leaf.Kind.STATE, "h", node.type()),
                                    node.inputs(),
                                    node.type(),
                                    node.origin())
                            : node);
        }
        List<Result> results = new ArrayList<>(graph.results());
        results.add(new Result(Result.Kind.UPDATE, "h", graph.results().get(0).node()));
        return new Entry(
                entry.name(),
                entry.inputs().subList(0, 1),
                entry.inputs().subList(1, 2),
                entry.outputs(),
                new Graph(graph.name(), nodes, results));
    }

    private static Model withEntry(Model model, Entry entry) {
        return new Model(
                model.name(),
                model.inputs(),
                model.targets(),
                model.weights(),
                model.outputs(),
                model.metrics(),
                model.standardizations(),
                model.inference(),
                model.phases(),
                List.of(entry),
                model.training());
    }

    private CarriedState state(int sequences) throws ReflectiveOperationException {
        try {
            return (CarriedState) stateType.getConstructor(int.class).newInstance(sequences);
        } catch (InvocationTargetException failed) {
            throw (RuntimeException) failed.getCause();
        }
    }

    private float[] advance(float[] x, CarriedState state, int count) throws ReflectiveOperationException {
        Method method = network.getMethod("advance", float[].class, stateType, int.class, float[].class);
        float[] y = new float[20 * count];
        try {
            method.invoke(net, x, state, count, y);
        } catch (InvocationTargetException failed) {
            throw (RuntimeException) failed.getCause();
        }
        return y;
    }

    private float[] explicit(float[] x, float[] h) throws ReflectiveOperationException {
        float[] y = new float[h.length];
        network.getMethod("predict", float[].class, float[].class, int.class, float[].class)
                .invoke(net, x, h, h.length / 20, y);
        return y;
    }

    private static float[] inputs(int step) {
        float[] x = new float[3 * SEQUENCES];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) Math.sin(1 + i + 10 * step);
        }
        return x;
    }

    @Test
    void whatIsKeptIsWhatCameOut() throws ReflectiveOperationException {
        CarriedState state = state(SEQUENCES);
        float[] h = new float[20 * SEQUENCES];
        for (int step = 0; step < 4; step++) {
            h = explicit(inputs(step), h);
            assertThat(advance(inputs(step), state, SEQUENCES))
                    .as("step " + step)
                    .isEqualTo(h);
        }
        state.reset();
        assertThat(advance(inputs(0), state, SEQUENCES)).isEqualTo(explicit(inputs(0), new float[20 * SEQUENCES]));
    }

    @Test
    void oneSequenceIsACallWithoutACount() throws ReflectiveOperationException {
        CarriedState many = state(SEQUENCES);
        CarriedState one = state(1);
        Method single = network.getMethod("advance", float[].class, stateType);
        for (int step = 0; step < 3; step++) {
            float[] x = inputs(step);
            float[] y = (float[]) single.invoke(net, x, one);
            assertThat(advance(x, many, SEQUENCES)).startsWith(y);
        }
    }

    @Test
    void aCopyGoesOnFromTheSameBeginning() throws ReflectiveOperationException {
        CarriedState state = state(SEQUENCES);
        advance(inputs(0), state, SEQUENCES);
        CarriedState copy = state(SEQUENCES);
        copy.copyFrom(state);
        float[] next = advance(inputs(1), state, SEQUENCES);
        advance(inputs(2), state, SEQUENCES);
        assertThat(advance(inputs(1), copy, SEQUENCES)).isEqualTo(next);
    }

    @Test
    void statesOfOtherSizesAreRefused() throws ReflectiveOperationException {
        CarriedState one = state(1);
        assertThatThrownBy(() -> advance(inputs(0), one, 2)).hasMessage("this AdvanceState is of 1 sequences, not 2");
        assertThatThrownBy(() -> state(3).copyFrom(one))
                .hasMessage("a AdvanceState of 3 sequences cannot become a AdvanceState of 1");
        assertThatThrownBy(() -> state(0)).hasMessage("a state is of 1 or more sequences, not 0");
    }
}
