package dev.nnc.compiler.semantic.library;

import static dev.nnc.compiler.ir.op.Tensors.assertAgrees;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.Compilation;
import dev.nnc.compiler.NnCompiler;
import dev.nnc.compiler.Options;
import dev.nnc.compiler.autodiff.Differentiate;
import dev.nnc.compiler.diagnostics.Source;
import dev.nnc.compiler.emit.CompiledCode;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Reference;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.model.DataInput;
import dev.nnc.compiler.ir.model.Model;
import dev.nnc.compiler.ir.model.Phase;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.runtime.Batch;
import dev.nnc.runtime.Layouts;
import dev.nnc.runtime.Network;
import dev.nnc.runtime.PhaseSpec;
import dev.nnc.runtime.TensorSpec;
import dev.nnc.runtime.Trainer;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A model with one loss, compiled to Java and run beside its reference meaning. */
final class CompiledSample implements AutoCloseable {
    private static final int EXAMPLES = 5;

    private final Phase phase;
    private final Network network;
    private final Trainer trainer;
    private final Batch batch;
    private final Map<String, Tensor> leaves = new HashMap<>();

    /** Compiles a model that is called {@code Sample}, and fills a batch with numbers from 0.3 to 1.3. */
    CompiledSample(String text) throws ReflectiveOperationException {
        Options options = Options.forPackage("zoo").withFlavour(Options.Flavour.VECTOR);
        Compilation compilation = NnCompiler.compile(new Source("sample.nn", text), options);
        assertThat(compilation.problems()).isEmpty();
        Model model = compilation.models().get(0);
        phase = model.phases().get(0);
        Class<?> generated = CompiledCode.of(compilation.files()).loadClass("zoo.Sample");
        network = (Network) generated.getMethod("create", long.class).invoke(null, 7L);
        trainer = network.trainer();
        batch = Batch.forTraining(network.signature(), EXAMPLES);
        batch.setCount(EXAMPLES);
        List<DataInput> data = new ArrayList<>(model.inputs());
        data.addAll(model.targets());
        Random random = new Random(3);
        for (int slot = 0; slot < data.size(); slot++) {
            fill(slot, data.get(slot), random);
        }
    }

    private void fill(int slot, DataInput input, Random random) {
        double[] values = new double[Math.toIntExact(input.type().elements(EXAMPLES))];
        for (int i = 0; i < values.length; i++) {
            if (input.type().dtype() == DType.F32) {
                batch.floats(slot)[i] = (float) (0.3 + random.nextDouble());
                values[i] = batch.floats(slot)[i];
            } else {
                batch.classes(slot)[i] = random.nextInt(input.classes());
                values[i] = batch.classes(slot)[i];
            }
        }
        leaves.put(input.name(), new Tensor(input.type().shape(EXAMPLES), values));
    }

    /** Compares the loss and its gradients, then three updates by those gradients. */
    void check() throws ReflectiveOperationException {
        float[] gradients = new float[size()];
        float loss = trainer.gradients(0, batch, gradients);
        checkGradients(loss, gradients);
        Map<String, Tensor> state = new HashMap<>();
        phase.slots().forEach(slot -> state.put(slot, Tensor.zeros(size())));
        phase.settings().forEach((name, value) -> state.put(name, Tensor.scalar(value)));
        state.put("parameters", parameters());
        for (int step = 1; step <= 3; step++) {
            state.put("gradients", vector(gradients));
            state.put("step", Tensor.scalar(step));
            Reference reference = Reference.evaluate(phase.update(), run(1, state));
            phase.update().results().forEach(result -> state.put(result.name(), reference.value(result.node())));
            trainer.update(0, gradients);
            assertAgrees(parameters(), state.get("parameters"));
            checkPadding();
        }
    }

    /** What lies between the weights is 0 in the parameters and in everything that the optimizer keeps for them. */
    private void checkPadding() throws ReflectiveOperationException {
        PhaseSpec spec = network.signature().phases().get(0);
        float[] ones = new float[network.signature().parameterFloats()];
        for (TensorSpec tensor : network.signature().trainable(0)) {
            float[] filled = new float[tensor.size()];
            Arrays.fill(filled, 1);
            Layouts.toPhysical(tensor, filled, 0, ones, 0);
        }
        float[] parameters = array(Network.class, network, "parameters");
        float[] state = array(Trainer.class, trainer, "state");
        int floats = spec.to() - spec.from();
        int first = network.signature().stateOffset(0);
        for (int i = 0; i < floats; i++) {
            if (ones[spec.from() + i] == 0) {
                assertThat(parameters[spec.from() + i]).as("padding").isZero();
                for (int slot = 0; slot < spec.slots().size(); slot++) {
                    assertThat(state[first + slot * floats + i])
                            .as("padding of " + spec.slots().get(slot))
                            .isZero();
                }
            }
        }
    }

    private static float[] array(Class<?> owner, Object object, String field) throws ReflectiveOperationException {
        Field declared = owner.getDeclaredField(field);
        declared.setAccessible(true);
        return (float[]) declared.get(object);
    }

    private void checkGradients(float loss, float[] actual) {
        Graph forward = phase.forward();
        int value = forward.results(Result.Kind.LOSS).findFirst().orElseThrow().node();
        List<Integer> weights =
                phase.weights().stream().map(name -> weight(forward, name)).toList();
        GraphBuilder graph = GraphBuilder.continuing(forward);
        List<Integer> gradients = Differentiate.gradients(graph, value, weights);
        Reference reference = Reference.evaluate(graph.build(), run(EXAMPLES, leaves));
        assertAgrees(Tensor.scalar(loss), reference.value(value));
        int at = 0;
        for (int gradient : gradients) {
            Tensor expected = reference.value(gradient);
            double[] part = new double[expected.data().length];
            for (int i = 0; i < part.length; i++) {
                part[i] = actual[at++];
            }
            assertAgrees(new Tensor(expected.shape(), part), expected);
        }
    }

    /** The node of a weight, whose start becomes its value. */
    private int weight(Graph graph, String name) {
        int id = 0;
        while (!(graph.node(id).op() instanceof Leaf leaf && leaf.leaf().equals(name))) {
            id++;
        }
        leaves.put(
                name,
                new Tensor(graph.type(id).shape(1), vector(network.tensor(name)).data()));
        return id;
    }

    private int size() {
        return phase.weights().stream()
                .mapToInt(name -> network.tensor(name).length)
                .sum();
    }

    private Tensor parameters() {
        float[] all = new float[size()];
        int at = 0;
        for (String name : phase.weights()) {
            float[] values = network.tensor(name);
            System.arraycopy(values, 0, all, at, values.length);
            at += values.length;
        }
        return vector(all);
    }

    private static Tensor vector(float[] values) {
        double[] data = new double[values.length];
        for (int i = 0; i < data.length; i++) {
            data[i] = values[i];
        }
        return new Tensor(new int[] {data.length}, data);
    }

    private static Run run(int examples, Map<String, Tensor> values) {
        return new Run(examples, values, (normal, place, element) -> 0);
    }

    @Override
    public void close() {
        trainer.close();
    }
}
