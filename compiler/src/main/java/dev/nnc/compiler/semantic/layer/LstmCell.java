package dev.nnc.compiler.semantic.layer;

import dev.nnc.compiler.ir.Arithmetic;
import dev.nnc.compiler.ir.GraphBuilder;
import java.util.List;
import java.util.OptionalInt;

/** {@code c' = f c + i g} and {@code h' = o tanh(c')} with the gates i, f, g, o, in this order. */
record LstmCell(int units) implements Cell {
    @Override
    public int gates() {
        return 4;
    }

    @Override
    public List<String> carries() {
        return List.of("h", "c");
    }

    @Override
    public List<Integer> step(GraphBuilder graph, int input, List<Integer> carries, int weight, OptionalInt bias) {
        Arithmetic math = new Arithmetic(graph);
        int sum = math.add(input, math.contract("bi,oi->bo", carries.get(0), weight));
        int i = math.sigmoid(Cell.gate(graph, sum, 0, units));
        int f = math.sigmoid(Cell.gate(graph, sum, 1, units));
        int g = math.tanh(Cell.gate(graph, sum, 2, units));
        int o = math.sigmoid(Cell.gate(graph, sum, 3, units));
        int cell = math.add(math.mul(f, carries.get(1)), math.mul(i, g));
        int squashed = math.tanh(cell);
        return List.of(math.mul(o, squashed), cell);
    }
}
