package dev.nnc.compiler.semantic.layer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import java.util.List;
import java.util.OptionalInt;

/** {@code h' = tanh(W x + U h)}, or relu in the place of tanh. */
record RnnCell(boolean relu) implements Cell {
    @Override
    public int gates() {
        return 1;
    }

    @Override
    public List<String> carries() {
        return List.of("h");
    }

    @Override
    public List<Integer> step(GraphBuilder graph, int input, List<Integer> carries, int weight, OptionalInt bias) {
        Arithmetic math = new Arithmetic(graph);
        int sum = math.add(input, math.contract("bi,oi->bo", carries.get(0), weight));
        int next = relu ? math.max(sum, math.like(sum, 0)) : math.tanh(sum);
        return List.of(next);
    }
}
