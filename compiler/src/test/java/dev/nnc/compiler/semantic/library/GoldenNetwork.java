package dev.nnc.compiler.semantic.library;

import static dev.nnc.compiler.ir.op.Tensors.assertAgrees;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nnc.compiler.autodiff.Differentiate;
import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Reference;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import dev.nnc.compiler.ir.op.Leaf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntBinaryOperator;

/** The network of a golden case, built from the library and evaluated by its reference meaning. */
final class GoldenNetwork {
    final GraphBuilder graph = new GraphBuilder("golden");
    final Arithmetic math = new Arithmetic(graph);
    final int input;
    private final GoldenCase golden;
    private final Map<String, Integer> parameters = new LinkedHashMap<>();
    private final int target;
    private int output;
    private int loss;
    private List<Integer> gradients = List.of();

    GoldenNetwork(String name) {
        golden = GoldenCase.read(name);
        input = batched("x", "in.x", DType.F32);
        Map<String, Tensor> starts = golden.startingWith("param.");
        starts.forEach((parameter, start) -> parameters.put(
                parameter, graph.add(new Leaf(Leaf.Kind.PARAMETER, parameter, TensorType.f32(start.shape())))));
        boolean ids =
                golden.get("target.t").shape().length < golden.get("out.y").shape().length;
        target = batched("t", "target.t", ids ? DType.I32 : DType.F32);
    }

    private int batched(String leaf, String tensor, DType dtype) {
        int[] shape = golden.get(tensor).shape();
        TensorType example = TensorType.of(dtype, Arrays.copyOfRange(shape, 1, shape.length));
        return graph.add(new Leaf(Leaf.Kind.INPUT, leaf, example.batched()));
    }

    /** The node of a parameter. */
    int parameter(String name) {
        return parameters.get(name);
    }

    /** A dense layer with the parameters of this name. */
    int dense(String name, int x) {
        int product = math.contract("bi,oi->bo", x, parameter(name + ".weight"));
        return math.add(product, parameter(name + ".bias"));
    }

    /** Sets what the network puts out, and its loss of that and the target. */
    GoldenNetwork ending(int result, IntBinaryOperator lossOf) {
        output = result;
        loss = lossOf.applyAsInt(result, target);
        List<Integer> wrt = new ArrayList<>(parameters.values());
        wrt.add(input);
        gradients = Differentiate.gradients(graph, loss, wrt);
        return this;
    }

    /** Compares the outputs, the loss and all gradients with PyTorch's. */
    void check() {
        Reference values = evaluate(golden.startingWith("param."));
        assertAgrees(values.value(output), golden.get("out.y"));
        assertAgrees(values.value(loss), golden.get("loss"));
        int at = 0;
        for (String name : parameters.keySet()) {
            assertAgrees(values.value(gradients.get(at++)), golden.get("grad." + name));
        }
        assertAgrees(values.value(gradients.get(at)), golden.get("grad_in.x"));
    }

    /** Trains as the case does, and compares the losses and parameters of all steps. */
    void train(SampleUpdate update) {
        Map<String, Tensor> values = new LinkedHashMap<>(golden.startingWith("param."));
        assertThat(golden.steps()).isPositive();
        for (int step = 1; step <= golden.steps(); step++) {
            Reference reference = evaluate(values);
            assertAgrees(reference.value(loss), golden.get("step" + step + ".loss"));
            double[] moved = update.step(flat(new ArrayList<>(values.values())), flat(gradients(reference)));
            int at = 0;
            for (Map.Entry<String, Tensor> entry : values.entrySet()) {
                int size = entry.getValue().data().length;
                entry.setValue(new Tensor(entry.getValue().shape(), Arrays.copyOfRange(moved, at, at + size)));
                at += size;
                assertAgrees(entry.getValue(), golden.get("step" + step + ".param." + entry.getKey()));
            }
        }
    }

    private List<Tensor> gradients(Reference reference) {
        return gradients.subList(0, parameters.size()).stream()
                .map(reference::value)
                .toList();
    }

    private Reference evaluate(Map<String, Tensor> values) {
        Map<String, Tensor> leaves = new HashMap<>(values);
        leaves.put("x", golden.get("in.x"));
        leaves.put("t", golden.get("target.t"));
        int batch = golden.get("in.x").shape()[0];
        return Reference.evaluate(graph.build(), new Run(batch, leaves, (normal, place, element) -> 0));
    }

    private static double[] flat(List<Tensor> tensors) {
        return tensors.stream()
                .flatMapToDouble(tensor -> Arrays.stream(tensor.data()))
                .toArray();
    }
}
