package dev.nnc.compiler.ir.op;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.DType;
import dev.nnc.compiler.ir.Graph;
import dev.nnc.compiler.ir.GraphBuilder;
import dev.nnc.compiler.ir.Op;
import dev.nnc.compiler.ir.Result;
import dev.nnc.compiler.ir.Run;
import dev.nnc.compiler.ir.Tensor;
import dev.nnc.compiler.ir.TensorType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * One operator on inputs of given types, filled with numbers between two bounds (ids and conditions with 0, 1, ...).
 *
 * @param about what is special about it; empty for the plain case
 */
public record Sample(String about, Op op, List<TensorType> inputs, double low, double high) {
    public static final int BATCH = 3;
    static final Run.Draws DRAWS = (normal, place, element) -> normal ? Math.sin(element + place) : 0.25;

    /** The operator on leaves, its value weighed by a constant wave into a loss. */
    public Graph graph(Op operator) {
        GraphBuilder graph = new GraphBuilder("sample");
        int[] leaves = IntStream.range(0, inputs.size())
                .map(i -> graph.add(new Leaf(Leaf.Kind.INPUT, name(i), inputs.get(i))))
                .toArray();
        int value = graph.add(operator, leaves);
        graph.result(Result.Kind.OUTPUT, "value", value);
        if (graph.type(value).dtype() == DType.F32) {
            graph.result(Result.Kind.LOSS, "loss", weigh(graph, value));
        }
        return graph.build();
    }

    private static int weigh(GraphBuilder graph, int value) {
        Arithmetic math = new Arithmetic(graph);
        TensorType type = graph.type(value);
        List<Integer> axes = IntStream.range(0, type.rank()).boxed().toList();
        int wave = math.like(value, 1);
        for (int axis : axes) {
            int index = math.shift(math.scale(graph.add(new Iota(type, axis)), 0.7), axis + 1);
            wave = math.mul(wave, math.shift(math.sin(index), 1.5));
        }
        return math.sum(math.mul(value, wave), axes, false);
    }

    public Run run() {
        SplittableRandom random = new SplittableRandom(7);
        Map<String, Tensor> leaves = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            Tensor tensor = Tensor.zeros(inputs.get(i).shape(BATCH));
            for (int j = 0; j < tensor.data().length; j++) {
                tensor.data()[j] = number(inputs.get(i).dtype(), random);
            }
            leaves.put(name(i), tensor);
        }
        return new Run(BATCH, leaves, DRAWS);
    }

    private double number(DType dtype, SplittableRandom random) {
        return switch (dtype) {
            case F32 -> random.nextDouble(low, high);
            case I32 -> random.nextInt(4);
            case BOOL -> random.nextInt(2);
        };
    }

    static String name(int input) {
        return "x" + input;
    }

    @Override
    public String toString() {
        return op.name() + (about.isEmpty() ? "" : ", " + about);
    }
}
