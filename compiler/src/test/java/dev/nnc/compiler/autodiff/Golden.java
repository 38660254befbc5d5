package dev.nnc.compiler.autodiff;

import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Reference;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.Verifier;
import dev.nnc.compiler.ir.op.Leaf;
import dev.nnc.compiler.ir.op.Tensors;
import dev.nnc.compiler.passes.Pipeline;
import dev.nnc.runtime.safetensors.Safetensors;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What PyTorch computes for a small network: leaves by name, and what comes out. */
final class Golden {
    private final Map<String, Safetensors.Tensor> tensors;

    private Golden(Map<String, Safetensors.Tensor> tensors) {
        this.tensors = tensors;
    }

    static Golden read(String name) throws IOException, URISyntaxException {
        Path file = Path.of(
                Golden.class.getResource("/golden/" + name + ".safetensors").toURI());
        return new Golden(Safetensors.read(file).tensors());
    }

    Tensor tensor(String name) {
        Safetensors.Tensor tensor = tensors.get(name);
        float[] floats = tensor.floats();
        double[] data = new double[floats.length];
        for (int i = 0; i < data.length; i++) {
            data[i] = floats[i];
        }
        return new Tensor(tensor.shape(), data);
    }

    /** Values for leaves named {@code in.x}, {@code param.w}, ...; the batch is the first axis of {@code in.x}. */
    Run run() {
        Map<String, Tensor> leaves = new HashMap<>();
        tensors.keySet().forEach(name -> leaves.put(name, tensor(name)));
        return new Run(tensor("in.x").shape()[0], leaves, (normal, place, element) -> Double.NaN);
    }

    /** Differentiates the loss with respect to all inputs and weights, and compares with PyTorch before and after passes. */
    void check(GraphBuilder forward, int output, int loss) {
        List<Integer> leaves = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int id = 0; id < forward.size(); id++) {
            if (forward.node(id).op() instanceof Leaf leaf && leaf.leaf().matches("(in|param)\\..*")) {
                leaves.add(id);
                names.add(leaf.leaf().replace("param.", "grad.").replace("in.", "grad_in."));
            }
        }
        forward.result(Result.Kind.OUTPUT, "out.y", output);
        forward.result(Result.Kind.LOSS, "loss", loss);
        List<Integer> gradients = Differentiate.gradients(forward, loss, leaves);
        for (int i = 0; i < leaves.size(); i++) {
            forward.result(Result.Kind.OUTPUT, names.get(i), gradients.get(i));
        }
        Graph graph = Verifier.verify(forward.build());
        compare(graph);
        compare(Pipeline.standard().run(graph));
    }

    private void compare(Graph graph) {
        Reference values = Reference.evaluate(graph, run());
        for (Result result : graph.results()) {
            Tensors.assertAgrees(values.value(result.node()), tensor(result.name()));
        }
    }
}
